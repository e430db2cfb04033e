@NullMarked
package dev.clew.bench.command;

import org.jspecify.annotations.NullMarked;
