/// Sends telemetry elsewhere, over gRPC and HTTP: the network under the exporters.
///
/// [dev.clew.server.http.send.Senders] makes a [dev.clew.pipeline.export.Sender] of an exporter's
/// options. A sender never throws for what the other side or the network does; it tells whether to
/// try again and when.
@NullMarked
package dev.clew.server.http.send;

import org.jspecify.annotations.NullMarked;
