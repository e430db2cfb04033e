@NullMarked
package dev.clew.bench.load;

import org.jspecify.annotations.NullMarked;
