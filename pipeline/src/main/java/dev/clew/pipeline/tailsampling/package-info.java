/// Tail sampling: whole traces are kept or dropped, once they were waited for.
@NullMarked
package dev.clew.pipeline.tailsampling;

import org.jspecify.annotations.NullMarked;
