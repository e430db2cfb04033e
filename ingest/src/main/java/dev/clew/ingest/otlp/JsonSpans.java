package dev.clew.ingest.otlp;

import dev.clew.ingest.JsonReader;
import dev.clew.ingest.SpanIntake;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import java.io.IOException;
import java.util.Map;

/// Reads JSON spans.
final class JsonSpans {
  private static final Map<String, Integer> KINDS =
      Map.of(
          "SPAN_KIND_INTERNAL",
          1,
          "SPAN_KIND_SERVER",
          2,
          "SPAN_KIND_CLIENT",
          3,
          "SPAN_KIND_PRODUCER",
          4,
          "SPAN_KIND_CONSUMER",
          5);
  private static final Map<String, Integer> CODES =
      Map.of("STATUS_CODE_OK", 1, "STATUS_CODE_ERROR", 2);

  private final JsonReader in;
  private final JsonValues values;
  private final SpanIntake intake;
  private final SpanBatch batch;

  JsonSpans(JsonReader in, JsonValues values, SpanIntake intake) {
    this.in = in;
    this.values = values;
    this.intake = intake;
    this.batch = intake.batch();
  }

  void read() throws IOException {
    if (!intake.begin()) {
      in.skip();
      return;
    }
    int row = batch.size();
    in.enterObject();
    while (in.nextField()) {
      field(row);
    }
    intake.end();
  }

  private void field(int row) throws IOException {
    switch (in.name()) {
      case "traceId" -> {
        int length = in.hex();
        intake.traceId(in.scratch(), 0, length);
      }
      case "spanId" -> {
        int length = in.hex();
        intake.spanId(in.scratch(), 0, length);
      }
      case "parentSpanId" -> {
        int length = in.hex();
        intake.parentSpanId(in.scratch(), 0, length);
      }
      case "traceState" -> batch.traceState(row, in.text());
      case "flags" -> batch.flags(row, in.int32());
      case "name" -> batch.name(row, in.text());
      case "kind" -> batch.kind(row, SpanKind.of(in.enumNumber(KINDS)));
      case "startTimeUnixNano" -> batch.startNanos(row, in.int64());
      case "endTimeUnixNano" -> batch.endNanos(row, in.int64());
      case "attributes" -> values.attributes(intake.attributes());
      case "droppedAttributesCount" -> intake.droppedAttributes(in.int32());
      case "events" -> {
        in.enterArray();
        while (in.nextElement()) {
          event();
        }
      }
      case "droppedEventsCount" -> intake.droppedEvents(in.int32());
      case "links" -> {
        in.enterArray();
        while (in.nextElement()) {
          link();
        }
      }
      case "droppedLinksCount" -> intake.droppedLinks(in.int32());
      case "status" -> status(row);
      default -> in.skip();
    }
  }

  private void status(int row) throws IOException {
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "message" -> batch.statusMessage(row, in.text());
        case "code" -> batch.status(row, SpanStatus.of(in.enumNumber(CODES)));
        default -> in.skip();
      }
    }
  }

  private void event() throws IOException {
    if (!intake.beginEvent()) {
      in.skip();
      return;
    }
    long timeNanos = 0;
    int name = 0;
    int dropped = 0;
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "timeUnixNano" -> timeNanos = in.int64();
        case "name" -> name = in.text();
        case "attributes" -> values.attributes(intake.eventAttributes());
        case "droppedAttributesCount" -> dropped = in.int32();
        default -> in.skip();
      }
    }
    intake.endEvent(timeNanos, name, dropped);
  }

  private void link() throws IOException {
    if (!intake.beginLink()) {
      in.skip();
      return;
    }
    int traceState = 0;
    int flags = 0;
    int dropped = 0;
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "traceId" -> {
          int length = in.hex();
          intake.linkTraceId(in.scratch(), 0, length);
        }
        case "spanId" -> {
          int length = in.hex();
          intake.linkSpanId(in.scratch(), 0, length);
        }
        case "traceState" -> traceState = in.text();
        case "attributes" -> values.attributes(intake.linkAttributes());
        case "droppedAttributesCount" -> dropped = in.int32();
        case "flags" -> flags = in.int32();
        default -> in.skip();
      }
    }
    intake.endLink(traceState, flags, dropped);
  }
}
