package dev.clew.ingest.zipkin;

import dev.clew.ingest.JsonReader;
import dev.clew.ingest.SpanIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the tags of a span: those that stand for a field set it, the rest become attributes.
final class ZipkinTags {
  private final JsonReader in;
  private final SpanIntake intake;
  private final SpanBatch batch;
  private final TextIntake texts;
  private @Nullable SpanKind kind;
  private @Nullable SpanKind taggedKind;
  private @Nullable String error;
  private @Nullable SpanStatus status;
  private @Nullable String description;

  ZipkinTags(JsonReader in, SpanIntake intake) {
    this.in = in;
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
  }

  void begin() {
    kind = null;
    taggedKind = null;
    error = null;
    status = null;
    description = null;
  }

  /// Kind as the span itself says.
  void kind(SpanKind value) {
    kind = value;
  }

  void read(int row) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      tag(in.name(), row);
    }
  }

  /// Sets kind and status, which depend on several tags.
  void end(int row) {
    SpanKind named = kind != null ? kind : taggedKind;
    batch.kind(row, named == null ? SpanKind.INTERNAL : named);
    String message = error == null || error.equals("true") ? "" : error;
    boolean isError = error != null && !error.equals("false");
    if (status != null) {
      batch.status(row, status);
    } else if (isError) {
      batch.status(row, SpanStatus.ERROR);
    }
    if (description != null) {
      batch.statusMessage(row, texts.text(description));
    } else if (isError) {
      batch.statusMessage(row, texts.text(message));
    }
  }

  private void tag(String name, int row) throws IOException {
    switch (name) {
      case "error" -> error = in.string();
      case "otel.status_code" -> status = status(in.string());
      case "otel.status_description" -> description = in.string();
      case "span.kind" -> taggedKind = ZipkinSpans.kind(in.string().toUpperCase(Locale.ROOT));
      case "w3c.tracestate" -> batch.traceState(row, in.text());
      case "otel.scope.name", "otel.library.name" -> intake.scopes().name(in.text());
      case "otel.scope.version", "otel.library.version" -> intake.scopes().version(in.text());
      default -> attribute(name);
    }
  }

  private void attribute(String name) throws IOException {
    if (intake.attributes().isFull()) {
      intake.attributes().drop();
      in.skip();
    } else {
      int key = texts.key(name);
      intake.attributes().add(key, ValueType.STRING, in.text());
    }
  }

  private static SpanStatus status(String code) {
    return switch (code) {
      case "OK" -> SpanStatus.OK;
      case "ERROR" -> SpanStatus.ERROR;
      default -> SpanStatus.UNSET;
    };
  }
}
