/// Tests of the commands, and the configuration reference that is made from them.
@NullMarked
package dev.clew.server.command;

import org.jspecify.annotations.NullMarked;
