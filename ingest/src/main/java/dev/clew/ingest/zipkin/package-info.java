/// Zipkin v2 JSON, read into the same spans as OTLP.
///
/// What the two call differently becomes what OpenTelemetry's conventions say:
///
/// | Zipkin | here |
/// |---|---|
/// | `traceId` of 16 digits, short ids | padded with zeros on the left |
/// | `kind`, else tag `span.kind` | kind; without either, internal |
/// | `timestamp`, `duration` in µs | start and end in ns |
/// | `localEndpoint` | resource `service.name`; `network.local.address`, `network.local.port` |
/// | `remoteEndpoint` | `peer.service`, `network.peer.address`, `network.peer.port` |
/// | `annotations` | events, named by the value |
/// | tag `error`, unless `false` | status error; its text, unless `true`, is the message |
/// | tags `otel.status_code`, `otel.status_description` | status |
/// | tags `otel.scope.*`, `otel.library.*` | instrumentation scope |
/// | tag `w3c.tracestate` | trace state |
/// | other tags | attributes, all strings |
/// | `shared`, `debug` | attributes `zipkin.shared`, `zipkin.debug`, if true; debug also sets the sampled flag |
///
/// A shared span keeps its id, which is also that of the client's span.
@NullMarked
package dev.clew.ingest.zipkin;

import org.jspecify.annotations.NullMarked;
