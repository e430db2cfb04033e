/// What varies from span to span, drawn by tables: users, addresses, sessions, durations. The same
/// seed yields the same values on every machine.
@NullMarked
package dev.clew.bench.draw;

import org.jspecify.annotations.NullMarked;
