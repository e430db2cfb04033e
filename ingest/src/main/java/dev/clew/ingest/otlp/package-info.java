/// OTLP, the wire format of OpenTelemetry, in protobuf and in JSON: read into batches and written
/// from them. Nothing outside this package knows protobuf.
///
/// **Reading.** [dev.clew.ingest.otlp.OtlpDecoder] takes the bytes of one export request. All three
/// signals nest rows in scopes in resources, so one walk per encoding (`ProtoRequest`,
/// `JsonRequest`) serves them and hands each row to the reader of its signal (`ProtoSpans`,
/// `JsonSpans`, …), which gives the fields to an intake of [dev.clew.ingest]. Protobuf is walked in
/// place over the byte array, without an object for a span or an attribute; JSON is streamed.
///
/// **What protobuf allows is read.** Fields in any order and fields that are not known; a singular
/// field that comes again, of which the last counts; a message in pieces, which are joined
/// (`Pieces`); lists of numbers packed or not. Two things are refused that it allows: groups, which
/// OTLP never had, and a length that exceeds the message around it.
///
/// **What makes it fast.** A text that came before in the request is found by its first and last
/// bytes and one comparison, and is neither hashed nor checked again. An attribute of the usual
/// shape is read in one step, its lengths and tags compared where they must be. All else takes the
/// long way, to the same end.
///
/// **Writing.** [dev.clew.ingest.otlp.OtlpEncoder] writes rows of all signals as protobuf,
/// [dev.clew.ingest.otlp.OtlpJsonEncoder] spans and log records as JSON, in the form that the
/// reader expects ([dev.clew.ingest.otlp.JsonForm]). Arrays and maps, which are text in a batch,
/// become messages again. [dev.clew.ingest.otlp.ProtoWriter] is for answers in protobuf of any
/// schema.
@NullMarked
package dev.clew.ingest.otlp;

import org.jspecify.annotations.NullMarked;
