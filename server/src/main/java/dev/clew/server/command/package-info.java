/// The commands of the program, one class each. A command prints answers to standard output and
/// errors, in one line that says what to do next, to standard error.
@NullMarked
package dev.clew.server.command;

import org.jspecify.annotations.NullMarked;
