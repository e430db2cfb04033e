/// Tests of the whole program, and of the lines between its parts.
@NullMarked
package dev.clew.server;

import org.jspecify.annotations.NullMarked;
