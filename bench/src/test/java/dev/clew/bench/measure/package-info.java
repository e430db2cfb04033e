@NullMarked
package dev.clew.bench.measure;

import org.jspecify.annotations.NullMarked;
