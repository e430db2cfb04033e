/// The program: [dev.clew.server.Main] reads the command line, [dev.clew.server.Wiring] builds a
/// server from its options and is the one place that knows all parts.
@NullMarked
package dev.clew.server;

import org.jspecify.annotations.NullMarked;
