/// What the server counts about itself, and the text that shows it to Prometheus.
///
/// A [dev.clew.server.telemetry.Telemetry] holds a fixed set of series: each is named, with its
/// labels, when the server is wired, never by what a request carries. So an attacker cannot grow
/// it. Counting is a [java.util.concurrent.atomic.LongAdder] and allocates nothing; values that
/// something else knows already are read when they are asked for.
@NullMarked
package dev.clew.server.telemetry;

import org.jspecify.annotations.NullMarked;
