/// What every decoder of telemetry shares: the limits, the checks and the outcome.
///
/// A decoder walks bytes and knows a format ([dev.clew.ingest.otlp], [dev.clew.ingest.zipkin]); an
/// intake knows what a sound row is. The decoder hands each field to the intake of its signal
/// ([dev.clew.ingest.SpanIntake], [dev.clew.ingest.LogIntake], [dev.clew.ingest.PointIntake]),
/// which fills the columns of a batch and holds the [dev.clew.ingest.Limits]. So a rule is written
/// once and is the same whatever the bytes looked like.
///
/// **Three outcomes.** Bytes that are no message of the format are refused whole
/// ([dev.clew.ingest.Decoded.Refused]). A row that cannot be kept, such as a span without a trace
/// id, is rejected and counted while its neighbours are kept. All else is repaired and counted
/// ([dev.clew.ingest.Repairs]): long text is cut, what is beyond a limit is dropped, malformed
/// UTF-8 gets U+FFFD. Nothing that a sender writes makes a decoder throw.
///
/// **Memory.** Attributes without a key and events with neither name nor time are dropped, so each
/// kept thing costs its sender bytes: a batch takes at most some ten times the memory of the body.
@NullMarked
package dev.clew.ingest;

import org.jspecify.annotations.NullMarked;
