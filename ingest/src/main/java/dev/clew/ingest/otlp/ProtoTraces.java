package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;

import dev.clew.ingest.SpanIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.SpanBatch;

/// Reads the resources and scopes of a protobuf trace request; [ProtoSpans] reads the spans.
///
/// A resource may stand behind its spans, so spans are read first and given their resource after.
final class ProtoTraces {
  private static final int RESOURCE_SPANS = 1 << 3 | BYTES;

  private static final int RESOURCE = 1 << 3 | BYTES;
  private static final int SCOPE_SPANS = 2 << 3 | BYTES;
  private static final int SCHEMA_URL = 3 << 3 | BYTES;

  private static final int SCOPE = 1 << 3 | BYTES;
  private static final int SPAN = 2 << 3 | BYTES;

  private final SpanIntake intake;
  private final SpanBatch batch;
  private final TextIntake texts;
  private final ProtoOrigins origins;
  private final ProtoSpans spans;

  ProtoTraces(SpanIntake intake) {
    this.intake = intake;
    batch = intake.batch();
    texts = intake.texts();
    ProtoValues values = new ProtoValues(texts, intake.documents());
    origins = new ProtoOrigins(texts, values);
    spans = new ProtoSpans(intake, values);
  }

  void request(ProtoReader in) {
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == RESOURCE_SPANS) {
        resourceSpans(in);
      } else {
        in.skip(tag);
      }
    }
  }

  private void resourceSpans(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case RESOURCE -> origins.resource(in, intake.resources());
        case SCOPE_SPANS -> scopeSpans(in);
        case SCHEMA_URL -> intake.resources().schemaUrl(in.text(texts));
        default -> in.skip(tag);
      }
    }
    intake.endResource(first);
    in.leave(outer);
  }

  private void scopeSpans(ProtoReader in) {
    int outer = in.enter();
    int first = batch.size();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SCOPE -> origins.scope(in, intake.scopes());
        case SPAN -> spans.span(in);
        case SCHEMA_URL -> intake.scopes().schemaUrl(in.text(texts));
        default -> in.skip(tag);
      }
    }
    intake.endScope(first);
    in.leave(outer);
  }
}
