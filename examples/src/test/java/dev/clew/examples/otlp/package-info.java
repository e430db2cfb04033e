/// Tests of the telemetry values, their JSON and its delivery, with a server that misbehaves on
/// request.
@NullMarked
package dev.clew.examples.otlp;

import org.jspecify.annotations.NullMarked;
