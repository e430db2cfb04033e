/// Receiving telemetry: OTLP over gRPC and HTTP, Zipkin over HTTP, into the log and the store.
///
/// **Life of a request.** An endpoint ([dev.clew.server.http.receive.OtlpGrpc],
/// [dev.clew.server.http.receive.OtlpHttp], [dev.clew.server.http.receive.ZipkinHttp]) checks the
/// headers and reads the body. [dev.clew.server.http.receive.Intake] unpacks and decodes it, once,
/// and appends the bytes as they came to the log. When they are durable, in the order of the log,
/// the rows go to the [dev.clew.server.http.receive.BatchSink], and only then is the client
/// answered.
///
/// **Order and restart.** What the log holds is decoded by the same code at the next start
/// ([dev.clew.server.http.receive.Intake#replay]), so the store sees the same rows at the same
/// offsets whether or not the process lived.
///
/// **Pressure.** Bytes in flight have a budget, waiting work has a bounded queue, the log and the
/// sink can refuse. Each of them becomes a [dev.clew.server.http.answer.Refusal] with a hint when
/// to come again; none blocks and nothing grows.
@NullMarked
package dev.clew.server.http.receive;

import org.jspecify.annotations.NullMarked;
