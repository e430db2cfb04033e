package dev.clew.store.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.Field.Scope;
import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.util.Set;

/// Reads rows of `spans.parquet` back into a batch.
final class SpanReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final SegmentInfo info;
  private final Projection projection;
  private final SpanBatch target;
  private final RowMapping origins;
  private final PickedColumns columns;
  private final Picked traceId;
  private final Picked spanId;
  private final Picked parentSpanId;
  private final Picked startNanos;
  private final Picked durationNanos;
  private final Picked name;
  private final Picked kind;
  private final Picked status;
  private final Picked flags;
  private final Picked resource;
  private final Picked scope;
  private final Picked statusMessage;
  private final Picked traceState;
  private final Picked droppedAttributes;
  private final Picked droppedEvents;
  private final Picked droppedLinks;
  private final Picked events;
  private final Picked links;
  private final AttributeValues attributes;

  SpanReader(
      SegmentInfo info,
      Projection projection,
      SpanBatch origins,
      ParquetReader reader,
      SpanBatch target) {
    this.info = info;
    this.projection = projection;
    this.target = target;
    this.origins = new RowMapping(origins, target);
    columns = new PickedColumns(reader, target.strings());
    traceId = columns.numbers("trace_id");
    spanId = columns.numbers("span_id");
    parentSpanId = columns.numbers("parent_span_id");
    startNanos = columns.numbers("start_nanos");
    durationNanos = columns.numbers("duration_nanos");
    name = columns.texts("name");
    kind = columns.numbers("kind");
    status = columns.numbers("status");
    flags = columns.numbers("flags");
    resource = columns.numbers("resource_id");
    scope = columns.numbers("scope_id");
    statusMessage = columns.texts("status_message");
    traceState = columns.texts("trace_state");
    droppedAttributes = columns.numbers("dropped_attributes");
    droppedEvents = columns.numbers("dropped_events");
    droppedLinks = columns.numbers("dropped_links");
    events = projection.hasEvents() ? columns.longTexts("events") : columns.none();
    links = projection.hasLinks() ? columns.longTexts("links") : columns.none();
    attributes =
        new AttributeValues(
            columns,
            info.layout(),
            target.strings(),
            target.attributes(),
            this::isWanted,
            projection.isEverything() || needsRest());
  }

  private boolean needsRest() {
    Set<String> keys = projection.attributeKeys();
    return keys.stream()
        .anyMatch(key -> {
          long[] counts = info.keys().get(new KeyStatistics.Key(Scope.SPAN, key));
          return counts == null ? !info.areKeysComplete() : hasUndedicated(key, counts);
        });
  }

  private boolean hasUndedicated(String key, long[] counts) {
    for (ValueType type : ValueType.values()) {
      if (counts[type.ordinal()] > 0 && !info.layout().has(key, type)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(String key) {
    return projection.isEverything() || projection.attributeKeys().contains(key);
  }

  /// Adds rows of a row group to the target.
  void read(int group, RowSet rows) throws IOException {
    columns.move(group, rows);
    for (int row = 0; row < traceId.size(); row++) {
      readRow(row);
    }
  }

  private void readRow(int row) throws IOException {
    int to = target.size();
    if (traceId.isPresent(row)) {
      target.traceIdHigh(to, traceId.number(row));
      target.traceIdLow(to, traceId.low(row));
    }
    target.spanId(to, spanId.number(row));
    target.parentSpanId(to, parentSpanId.number(row));
    target.startNanos(to, startNanos.number(row));
    target.endNanos(to, startNanos.number(row) + durationNanos.number(row));
    target.name(to, (int) name.number(row));
    target.kind(to, SpanKind.of((int) kind.number(row)));
    target.status(to, SpanStatus.of((int) status.number(row)));
    target.flags(to, (int) flags.number(row));
    target.resource(to, origins.resource((int) resource.number(row)));
    target.scope(to, origins.scope((int) scope.number(row)));
    target.statusMessage(to, (int) statusMessage.number(row));
    target.traceState(to, (int) traceState.number(row));
    target.droppedAttributes(to, (int) droppedAttributes.number(row));
    target.droppedEvents(to, (int) droppedEvents.number(row));
    target.droppedLinks(to, (int) droppedLinks.number(row));
    attributes.read(row);
    readEvents(AttributeValues.bytes(events, row));
    readLinks(AttributeValues.bytes(links, row));
    target.endRow();
  }

  private void readEvents(byte[] text) throws IOException {
    if (text.length == 0) {
      return;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long timeNanos = 0;
        int name = 0;
        int dropped = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String field = parser.currentName();
          parser.nextToken();
          switch (field) {
            case "time_nanos" -> timeNanos = parser.getLongValue();
            case "name" -> name = target.strings().add(parser.getText());
            case "dropped_attributes" -> dropped = parser.getIntValue();
            default ->
                attributes
                    .json()
                    .readMembers(parser, text, target.events().attributes(), _ -> true);
          }
        }
        target.events().add(timeNanos, name, dropped);
      }
    }
  }

  private void readLinks(byte[] text) throws IOException {
    if (text.length == 0) {
      return;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        readLink(parser, text);
      }
    }
  }

  private void readLink(JsonParser parser, byte[] text) throws IOException {
    TraceId traceId = new TraceId(0, 0);
    long spanId = 0;
    int traceState = 0;
    int flags = 0;
    int dropped = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "trace_id" -> {
          TraceId parsed = TraceId.parse(parser.getText());
          traceId = parsed == null ? traceId : parsed;
        }
        case "span_id" -> spanId = Long.parseUnsignedLong(parser.getText(), 16);
        case "trace_state" -> traceState = target.strings().add(parser.getText());
        case "flags" -> flags = parser.getIntValue();
        case "dropped_attributes" -> dropped = parser.getIntValue();
        default ->
            attributes.json().readMembers(parser, text, target.links().attributes(), _ -> true);
      }
    }
    target.links().add(traceId, spanId, traceState, flags, dropped);
  }
}
