/// The programs that are measured: started as child processes, watched, and asked what they hold.
@NullMarked
package dev.clew.bench.target;

import org.jspecify.annotations.NullMarked;
