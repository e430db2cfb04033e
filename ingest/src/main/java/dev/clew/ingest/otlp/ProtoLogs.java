package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.FIXED32;
import static dev.clew.ingest.otlp.ProtoReader.FIXED64;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.LogIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.LogBatch;

/// Reads protobuf `LogRecord` messages.
final class ProtoLogs {
  private static final int TIME = 1 << 3 | FIXED64;
  private static final int SEVERITY = 2 << 3 | VARINT;
  private static final int SEVERITY_TEXT = 3 << 3 | BYTES;
  private static final int BODY = 5 << 3 | BYTES;
  private static final int ATTRIBUTE = 6 << 3 | BYTES;
  private static final int DROPPED_ATTRIBUTES = 7 << 3 | VARINT;
  private static final int FLAGS = 8 << 3 | FIXED32;
  private static final int TRACE_ID = 9 << 3 | BYTES;
  private static final int SPAN_ID = 10 << 3 | BYTES;
  private static final int OBSERVED_TIME = 11 << 3 | FIXED64;
  private static final int EVENT_NAME = 12 << 3 | BYTES;

  private final LogIntake intake;
  private final LogBatch batch;
  private final TextIntake texts;
  private final ProtoValues values;
  private final Pieces body = new Pieces();

  ProtoLogs(LogIntake intake, ProtoValues values) {
    this.intake = intake;
    this.batch = intake.batch();
    this.texts = intake.texts();
    this.values = values;
  }

  void read(ProtoReader in) {
    int outer = in.enter();
    if (intake.begin()) {
      int row = batch.size();
      body.clear();
      while (in.hasMore()) {
        field(in, row);
      }
      values.read(body.reader());
      intake.body(values.type(), values.value());
      intake.end();
    }
    in.leave(outer);
  }

  private void field(ProtoReader in, int row) {
    int tag = in.tag();
    switch (tag) {
      case TIME -> batch.timeNanos(row, in.fixed64());
      case SEVERITY -> intake.severity((int) in.varint());
      case SEVERITY_TEXT -> batch.severityText(row, in.text(texts));
      case BODY -> body.add(in);
      case ATTRIBUTE -> values.attribute(in, intake.attributes());
      case DROPPED_ATTRIBUTES -> intake.droppedAttributes((int) in.varint());
      case FLAGS -> batch.flags(row, in.fixed32());
      case TRACE_ID -> {
        int length = in.length();
        intake.traceId(in.bytes(), in.advance(length), length);
      }
      case SPAN_ID -> {
        int length = in.length();
        intake.spanId(in.bytes(), in.advance(length), length);
      }
      case OBSERVED_TIME -> batch.observedNanos(row, in.fixed64());
      case EVENT_NAME -> batch.eventName(row, in.text(texts));
      default -> in.skip(tag);
    }
  }
}
