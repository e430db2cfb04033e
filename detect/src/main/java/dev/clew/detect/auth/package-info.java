/// What telemetry says about logins, as one canonical event an attempt.
///
/// [dev.clew.detect.auth.AuthReader] takes batches, lets one normaliser a dialect state
/// [dev.clew.detect.auth.Fact]s, joins what several of them say of one attempt, and yields
/// [dev.clew.detect.auth.AuthEvent]s. Nothing here looks at a clock: an attempt is settled at the
/// instant its trace is complete or its wait is over, counted in arrival instants of the log.
@NullMarked
package dev.clew.detect.auth;

import org.jspecify.annotations.NullMarked;
