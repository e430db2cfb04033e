package dev.clew.pipeline.exceptions;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.ottl.Texts;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hands on a log record for each exception: severity `ERROR`, with the attributes of the span, the
/// dimensions and `exception.stacktrace`.
public final class ExceptionLogsStage implements Stage {
  private static final byte ERROR = 17;
  private static final String STACK_TRACE = "exception.stacktrace";

  private final ExceptionsOptions options;
  private final Stage next;

  public ExceptionLogsStage(ExceptionsOptions options, Stage next) {
    this.options = options;
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!(batch instanceof SpanBatch spans)) {
      return;
    }
    LogBatch logs = new LogBatch();
    RowMapping mapping = new RowMapping(spans, logs);
    ExceptionEvents events = new ExceptionEvents(spans, options.dimensions());
    int stackTrace = spans.strings().find(STACK_TRACE);
    events.forEach((span, event) -> {
      int row = logs.size();
      logs.timeNanos(row, spans.events().timeNanos(event));
      logs.traceIdHigh(row, spans.traceIdHigh(span));
      logs.traceIdLow(row, spans.traceIdLow(span));
      logs.spanId(row, spans.spanId(span));
      logs.severity(row, ERROR);
      logs.severityText(row, logs.strings().add("ERROR"));
      logs.resource(row, logs.resources().endRow(0, 0, 0, 0));
      logs.scope(row, mapping.scope(spans.scope(span)));
      RecordSink sink = new RecordSink(logs);
      Attributes own = spans.attributes();
      for (int entry = own.start(span); entry < own.end(span); entry++) {
        String key = spans.strings().get(own.key(entry));
        sink.put(key, spans.strings(), own.type(entry), own.value(entry));
      }
      events.addTo(sink, span, event);
      Attributes ofEvent = spans.events().attributes();
      int entry = ofEvent.find(event, stackTrace);
      boolean hasTrace = entry >= 0 && ofEvent.type(entry) == ValueType.STRING;
      sink.text(
          STACK_TRACE, spans.strings(), hasTrace ? (int) ofEvent.value(entry) : Strings.EMPTY);
      sink.end();
    });
    if (logs.size() > 0) {
      next.accept(logs, arrival);
    }
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }

  /// Gathers the attributes of one record, in which a later value of a key takes the place of an
  /// earlier one.
  private static final class RecordSink implements ExceptionEvents.Sink {
    private final LogBatch logs;
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();

    RecordSink(LogBatch logs) {
      this.logs = logs;
    }

    /// Adds a value with its type.
    void put(String key, Strings source, ValueType type, long value) {
      long bits = type.isText() ? logs.strings().add(source, (int) value) : value;
      entries.put(logs.strings().add(key), new Entry(type, bits));
    }

    @Override
    public void value(String key, Strings source, ValueType type, long value) {
      String text =
          switch (type) {
            case STRING, ARRAY, MAP -> null;
            case BOOL -> Boolean.toString(value != 0);
            case INT -> Long.toString(value);
            case DOUBLE -> Texts.shortest(Double.longBitsToDouble(value));
            case EMPTY, BYTES -> "";
          };
      if (text == null) {
        put(key, source, ValueType.STRING, value);
      } else {
        text(key, text);
      }
    }

    @Override
    public void text(String key, String value) {
      entries.put(logs.strings().add(key), new Entry(ValueType.STRING, logs.strings().add(value)));
    }

    void end() {
      entries.forEach((key, entry) -> logs.attributes().add(key, entry.type, entry.value));
      logs.endRow();
    }

    private record Entry(ValueType type, long value) {}
  }
}
