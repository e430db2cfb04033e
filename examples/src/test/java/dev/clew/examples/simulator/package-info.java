/// Tests of the platform that exists only in its telemetry.
@NullMarked
package dev.clew.examples.simulator;

import org.jspecify.annotations.NullMarked;
