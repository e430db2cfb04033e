/// A login platform that exists only in its telemetry, for demonstrations and for tests.
///
/// **The platform.** A visitor's request comes to the `gateway`, which hands it to `identity`.
/// Identity verifies the password, issues a token, asks `session` to keep it in Redis and
/// PostgreSQL, and publishes an event, which `audit` reads from a queue and writes down. One login
/// is one trace of 17 spans; [dev.clew.examples.simulator.LoginFlow] tells it from begin to end and
/// is the place to start reading. [dev.clew.examples.simulator.AfterLogin] tells the rest of a
/// visit.
///
/// **The people.** A [dev.clew.examples.simulator.Population] has habits: usual devices, usual
/// hours, an office that shares one address. [dev.clew.examples.simulator.Traffic] lets them come
/// at random, mistype, and try again.
///
/// **What goes wrong.** A [dev.clew.examples.simulator.Scenario] switches on a hidden slow cause, a
/// failing cause and a noisy attacker, each from one time to another; what really happened can be
/// written to a file, to check what others found.
///
/// **Time.** A [dev.clew.examples.simulator.Simulation] is a function of its seed and its start:
/// stories run into the future on an agenda, and the telemetry they tell is kept until it is the
/// past. [dev.clew.examples.simulator.LoginSimulator] plays it, first the minutes before the start,
/// then with the clock, and sends it over OTLP.
@NullMarked
package dev.clew.examples.simulator;

import org.jspecify.annotations.NullMarked;
