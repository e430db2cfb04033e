@NullMarked
package dev.clew.bench.run;

import org.jspecify.annotations.NullMarked;
