@NullMarked
package dev.clew.store.segment;

import org.jspecify.annotations.NullMarked;
