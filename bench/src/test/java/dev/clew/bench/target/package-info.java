@NullMarked
package dev.clew.bench.target;

import org.jspecify.annotations.NullMarked;
