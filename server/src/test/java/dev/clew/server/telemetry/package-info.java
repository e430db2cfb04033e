/// The text that the server shows to Prometheus, compared letter by letter.
@NullMarked
package dev.clew.server.telemetry;

import org.jspecify.annotations.NullMarked;
