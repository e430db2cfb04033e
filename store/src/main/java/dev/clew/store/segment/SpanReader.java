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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/// Reads rows of `spans.parquet` back into a batch.
final class SpanReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final SegmentInfo info;
  private final Projection projection;
  private final SpanBatch target;
  private final RowMapping origins;
  private final JsonAttributes attributes;

  SpanReader(SegmentInfo info, Projection projection, SpanBatch origins, SpanBatch target) {
    this.info = info;
    this.projection = projection;
    this.target = target;
    this.origins = new RowMapping(origins, target);
    this.attributes = new JsonAttributes(target.strings());
  }

  /// The columns to select, in SQL.
  String columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "trace_id",
                "span_id",
                "parent_span_id",
                "start_nanos",
                "duration_nanos",
                "name",
                "kind",
                "status",
                "flags",
                "resource_id",
                "scope_id"));
    for (String optional :
        List.of(
            "status_message",
            "trace_state",
            "dropped_attributes",
            "dropped_events",
            "dropped_links")) {
      if (info.hasColumn(optional)) {
        columns.add(optional);
      }
    }
    if (projection.hasEvents() && info.hasColumn("events")) {
      columns.add("events");
    }
    if (projection.hasLinks() && info.hasColumn("links")) {
      columns.add("links");
    }
    if (projection.isEverything() || needsRest()) {
      columns.add("attributes");
    }
    for (Layout.Dedicated column : info.layout().columns()) {
      if (isWanted(column.key())) {
        columns.add(SqlText.name(column.column()));
      }
    }
    return String.join(", ", columns);
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

  /// Adds all rows of the result to the target.
  void read(ArrowReader batches) throws IOException {
    while (batches.loadNextBatch()) {
      VectorSchemaRoot root = batches.getVectorSchemaRoot();
      List<AttributeVector> dedicated = dedicated(root);
      for (int row = 0; row < root.getRowCount(); row++) {
        readRow(root, row, dedicated);
      }
    }
  }

  private void readRow(VectorSchemaRoot root, int row, List<AttributeVector> dedicated)
      throws IOException {
    int to = target.size();
    FixedSizeBinaryVector ids = (FixedSizeBinaryVector) storage(root.getVector("trace_id"));
    target.traceIdHigh(to, Long.reverseBytes(ids.getDataBuffer().getLong(16L * row)));
    target.traceIdLow(to, Long.reverseBytes(ids.getDataBuffer().getLong(16L * row + 8)));
    target.spanId(to, longs(root, "span_id", row));
    target.parentSpanId(to, longs(root, "parent_span_id", row));
    target.startNanos(to, longs(root, "start_nanos", row));
    target.endNanos(to, target.startNanos(to) + longs(root, "duration_nanos", row));
    target.name(to, text(root, "name", row));
    target.kind(to, SpanKind.of(((TinyIntVector) root.getVector("kind")).get(row)));
    target.status(to, SpanStatus.of(((TinyIntVector) root.getVector("status")).get(row)));
    target.flags(to, ints(root, "flags", row));
    target.resource(to, origins.resource(ints(root, "resource_id", row)));
    target.scope(to, origins.scope(ints(root, "scope_id", row)));
    target.statusMessage(to, text(root, "status_message", row));
    target.traceState(to, text(root, "trace_state", row));
    target.droppedAttributes(to, ints(root, "dropped_attributes", row));
    target.droppedEvents(to, ints(root, "dropped_events", row));
    target.droppedLinks(to, ints(root, "dropped_links", row));
    for (AttributeVector vector : dedicated) {
      vector.add(row, target.strings(), target.attributes());
    }
    byte[] rest = bytes(root, "attributes", row);
    if (rest.length > 0) {
      attributes.read(rest, target.attributes(), this::isWanted);
    }
    readEvents(bytes(root, "events", row));
    readLinks(bytes(root, "links", row));
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
                attributes.readMembers(parser, text, target.events().attributes(), _ -> true);
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
        default -> attributes.readMembers(parser, text, target.links().attributes(), _ -> true);
      }
    }
    target.links().add(traceId, spanId, traceState, flags, dropped);
  }

  private List<AttributeVector> dedicated(VectorSchemaRoot root) {
    List<AttributeVector> vectors = new ArrayList<>();
    for (Layout.Dedicated column : info.layout().columns()) {
      FieldVector vector = root.getVector(column.column());
      if (vector != null) {
        vectors.add(new AttributeVector(vector, target.strings().add(column.key())));
      }
    }
    return vectors;
  }

  private static FieldVector storage(FieldVector vector) {
    return vector instanceof ExtensionTypeVector<?> extension
        ? (FieldVector) extension.getUnderlyingVector()
        : vector;
  }

  private static long longs(VectorSchemaRoot root, String column, int row) {
    return ((BigIntVector) root.getVector(column)).get(row);
  }

  private static int ints(VectorSchemaRoot root, String column, int row) {
    return root.getVector(column) instanceof IntVector vector && !vector.isNull(row)
        ? vector.get(row)
        : 0;
  }

  private int text(VectorSchemaRoot root, String column, int row) {
    byte[] text = bytes(root, column, row);
    return target.strings().add(text, 0, text.length);
  }

  private static byte[] bytes(VectorSchemaRoot root, String column, int row) {
    return root.getVector(column) instanceof VarCharVector vector && !vector.isNull(row)
        ? vector.get(row)
        : new byte[0];
  }
}
