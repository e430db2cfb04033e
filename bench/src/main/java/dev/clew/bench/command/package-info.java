/// The subcommands of `clew bench` and the options they share.
@NullMarked
package dev.clew.bench.command;

import org.jspecify.annotations.NullMarked;
