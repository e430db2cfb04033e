/// OTLP, the wire format of OpenTelemetry, in protobuf and in JSON: read and written.
@NullMarked
package dev.clew.ingest.otlp;

import org.jspecify.annotations.NullMarked;
