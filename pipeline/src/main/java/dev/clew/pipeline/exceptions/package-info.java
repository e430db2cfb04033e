/// The `exceptions` connector: exceptions that spans recorded, as counters and as log records.
@NullMarked
package dev.clew.pipeline.exceptions;

import org.jspecify.annotations.NullMarked;
