/// Processors that only gather or hold back: `batch` and `memory_limiter`.
@NullMarked
package dev.clew.pipeline.flow;

import org.jspecify.annotations.NullMarked;
