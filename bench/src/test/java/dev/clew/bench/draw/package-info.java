@NullMarked
package dev.clew.bench.draw;

import org.jspecify.annotations.NullMarked;
