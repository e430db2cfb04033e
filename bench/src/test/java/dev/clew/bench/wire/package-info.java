@NullMarked
package dev.clew.bench.wire;

import org.jspecify.annotations.NullMarked;
