@NullMarked
package dev.clew.bench.template;

import org.jspecify.annotations.NullMarked;
