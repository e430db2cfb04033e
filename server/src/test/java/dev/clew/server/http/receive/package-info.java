/// Receiving is tested on real sockets with real clients: the OpenTelemetry SDK's exporters, the
/// JDK's HTTP client, and gRPC framed by hand where an exporter would never send such a thing.
@NullMarked
package dev.clew.server.http.receive;

import org.jspecify.annotations.NullMarked;
