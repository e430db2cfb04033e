@NullMarked
package dev.clew.bench;

import org.jspecify.annotations.NullMarked;
