package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.FIXED32;
import static dev.clew.ingest.otlp.ProtoReader.FIXED64;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.SpanIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;

/// Reads protobuf `Span` messages.
final class ProtoSpans {
  private static final int TRACE_ID = 1 << 3 | BYTES;
  private static final int SPAN_ID = 2 << 3 | BYTES;
  private static final int TRACE_STATE = 3 << 3 | BYTES;
  private static final int PARENT_SPAN_ID = 4 << 3 | BYTES;
  private static final int NAME = 5 << 3 | BYTES;
  private static final int KIND = 6 << 3 | VARINT;
  private static final int START = 7 << 3 | FIXED64;
  private static final int END = 8 << 3 | FIXED64;
  private static final int ATTRIBUTE = 9 << 3 | BYTES;
  private static final int DROPPED_ATTRIBUTES = 10 << 3 | VARINT;
  private static final int EVENT = 11 << 3 | BYTES;
  private static final int DROPPED_EVENTS = 12 << 3 | VARINT;
  private static final int LINK = 13 << 3 | BYTES;
  private static final int DROPPED_LINKS = 14 << 3 | VARINT;
  private static final int STATUS = 15 << 3 | BYTES;
  private static final int FLAGS = 16 << 3 | FIXED32;

  private static final int STATUS_MESSAGE = 2 << 3 | BYTES;
  private static final int STATUS_CODE = 3 << 3 | VARINT;

  private static final int EVENT_TIME = 1 << 3 | FIXED64;
  private static final int EVENT_NAME = 2 << 3 | BYTES;
  private static final int EVENT_ATTRIBUTE = 3 << 3 | BYTES;
  private static final int EVENT_DROPPED = 4 << 3 | VARINT;

  private static final int LINK_ATTRIBUTE = 4 << 3 | BYTES;
  private static final int LINK_DROPPED = 5 << 3 | VARINT;
  private static final int LINK_FLAGS = 6 << 3 | FIXED32;

  private final SpanIntake intake;
  private final SpanBatch batch;
  private final TextIntake texts;
  private final ProtoValues values;

  ProtoSpans(SpanIntake intake, ProtoValues values) {
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
    this.values = values;
  }

  void read(ProtoReader in) {
    int outer = in.enter();
    if (intake.begin()) {
      int row = batch.size();
      while (in.hasMore()) {
        field(in, row);
      }
      intake.end();
    }
    in.leave(outer);
  }

  private void field(ProtoReader in, int row) {
    int tag = in.tag();
    switch (tag) {
      case TRACE_ID -> {
        int length = in.length();
        intake.traceId(in.bytes(), in.advance(length), length);
      }
      case SPAN_ID -> {
        int length = in.length();
        intake.spanId(in.bytes(), in.advance(length), length);
      }
      case TRACE_STATE -> batch.traceState(row, in.text(texts));
      case PARENT_SPAN_ID -> {
        int length = in.length();
        intake.parentSpanId(in.bytes(), in.advance(length), length);
      }
      case NAME -> batch.name(row, in.text(texts));
      case KIND -> batch.kind(row, SpanKind.of((int) in.varint()));
      case START -> batch.startNanos(row, in.fixed64());
      case END -> batch.endNanos(row, in.fixed64());
      case ATTRIBUTE -> values.attribute(in, intake.attributes());
      case DROPPED_ATTRIBUTES -> intake.droppedAttributes((int) in.varint());
      case EVENT -> event(in);
      case DROPPED_EVENTS -> intake.droppedEvents((int) in.varint());
      case LINK -> link(in);
      case DROPPED_LINKS -> intake.droppedLinks((int) in.varint());
      case STATUS -> status(in, row);
      case FLAGS -> batch.flags(row, in.fixed32());
      default -> in.skip(tag);
    }
  }

  private void status(ProtoReader in, int row) {
    int outer = in.enter();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case STATUS_MESSAGE -> batch.statusMessage(row, in.text(texts));
        case STATUS_CODE -> batch.status(row, SpanStatus.of((int) in.varint()));
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void event(ProtoReader in) {
    int outer = in.enter();
    if (intake.beginEvent()) {
      long timeNanos = 0;
      int name = 0;
      int dropped = 0;
      while (in.hasMore()) {
        int tag = in.tag();
        switch (tag) {
          case EVENT_TIME -> timeNanos = in.fixed64();
          case EVENT_NAME -> name = in.text(texts);
          case EVENT_ATTRIBUTE -> values.attribute(in, intake.eventAttributes());
          case EVENT_DROPPED -> dropped = (int) in.varint();
          default -> in.skip(tag);
        }
      }
      intake.endEvent(timeNanos, name, dropped);
    }
    in.leave(outer);
  }

  private void link(ProtoReader in) {
    int outer = in.enter();
    if (intake.beginLink()) {
      int traceState = 0;
      int flags = 0;
      int dropped = 0;
      while (in.hasMore()) {
        int tag = in.tag();
        switch (tag) {
          case TRACE_ID -> {
            int length = in.length();
            intake.linkTraceId(in.bytes(), in.advance(length), length);
          }
          case SPAN_ID -> {
            int length = in.length();
            intake.linkSpanId(in.bytes(), in.advance(length), length);
          }
          case TRACE_STATE -> traceState = in.text(texts);
          case LINK_ATTRIBUTE -> values.attribute(in, intake.linkAttributes());
          case LINK_DROPPED -> dropped = (int) in.varint();
          case LINK_FLAGS -> flags = in.fixed32();
          default -> in.skip(tag);
        }
      }
      intake.endLink(traceState, flags, dropped);
    }
    in.leave(outer);
  }
}
