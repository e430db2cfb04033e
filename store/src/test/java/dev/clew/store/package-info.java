/// Tests of the store as its users see it.
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
