/// What a service tells about itself, and its way to a server: OTLP over HTTP, as JSON.
///
/// **Values.** A [dev.clew.examples.otlp.Span], a [dev.clew.examples.otlp.LogRecord] and a
/// [dev.clew.examples.otlp.Metric] are what happened; a [dev.clew.examples.otlp.Resource] is the
/// process it happened in; [dev.clew.examples.otlp.Attributes] are the facts about it, in order.
///
/// **Delivery.** A [dev.clew.examples.otlp.Parcel] is a request body, written and compressed once.
/// The [dev.clew.examples.otlp.OtlpExporter] posts parcels in the order they came, one lane per
/// signal, and posts the same bytes again for as long as the server asks for patience. Its queue is
/// bounded: what does not fit is dropped, counted and said.
@NullMarked
package dev.clew.examples.otlp;

import org.jspecify.annotations.NullMarked;
