/// Tempo's API as stock Grafana asks it: HTTP in [dev.clew.server.api.tempo.TempoApi], and the
/// streams of `tempopb.StreamingQuerier` over gRPC.
///
/// The shapes are strict: one field that the client does not know fails its query. What Clew tells
/// beyond them stands in headers (`Clew-Complete`, `Clew-Reason`, `Clew-Matched-Traces`,
/// `Clew-Next-Cursor`, `Clew-Watermark`, `Clew-Truncated`), and pages and orders of an answer are
/// asked for by parameters that upstream ignores (`sort`, `order`, `cursor`).
///
/// A question becomes a [dev.clew.server.api.tempo.SearchQuestion] whether it came as parameters or
/// as protobuf, and its answer is written by [dev.clew.server.api.tempo.SearchAnswer] as either.
@NullMarked
package dev.clew.server.api.tempo;

import org.jspecify.annotations.NullMarked;
