package dev.clew.store.segment;

import dev.clew.model.LogBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads rows of `logs.parquet` back into a batch.
final class LogReader {
  private final SegmentInfo info;
  private final LogBatch target;
  private final RowMapping origins;
  private final JsonAttributes attributes;

  LogReader(SegmentInfo info, SpanBatch origins, LogBatch target) {
    this.info = info;
    this.target = target;
    this.origins = new RowMapping(origins, target);
    this.attributes = new JsonAttributes(target.strings());
  }

  /// The columns to select, in SQL.
  String columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "time_nanos",
                "observed_nanos",
                "trace_id",
                "span_id",
                "severity",
                "severity_text",
                "event_name",
                "body_type",
                "body",
                "flags",
                "dropped_attributes",
                "resource_id",
                "scope_id",
                "attributes"));
    info.layout().columns().forEach(column -> columns.add(SqlText.name(column.column())));
    return String.join(", ", columns);
  }

  /// Adds all rows of the result to the target.
  LogBatch read(ResultSet rows) throws SQLException {
    while (rows.next()) {
      try {
        readRow(rows);
      } catch (IOException damaged) {
        throw new SQLException(damaged.getMessage(), damaged);
      }
    }
    return target;
  }

  private void readRow(ResultSet rows) throws SQLException, IOException {
    int to = target.size();
    target.timeNanos(to, rows.getLong(1));
    target.observedNanos(to, rows.getLong(2));
    UUID traceId = rows.getObject(3, UUID.class);
    if (traceId != null) {
      target.traceIdHigh(to, traceId.getMostSignificantBits());
      target.traceIdLow(to, traceId.getLeastSignificantBits());
    }
    target.spanId(to, rows.getLong(4));
    target.severity(to, rows.getByte(5));
    target.severityText(to, text(rows.getString(6)));
    target.eventName(to, text(rows.getString(7)));
    readBody(to, ValueType.of(rows.getByte(8)), rows.getString(9));
    target.flags(to, rows.getInt(10));
    target.droppedAttributes(to, rows.getInt(11));
    target.resource(to, origins.resource(rows.getInt(12)));
    target.scope(to, origins.scope(rows.getInt(13)));
    attributes.readRow(rows, 14, info.layout(), target.attributes());
    target.endRow();
  }

  private void readBody(int to, ValueType type, @Nullable String body) throws IOException {
    if (type == ValueType.STRING || body == null) {
      target.bodyType(to, body == null ? ValueType.EMPTY : type);
      target.body(to, body == null ? 0 : target.strings().add(body));
      return;
    }
    String member = "{\"body\":" + body + "}";
    attributes.read(member.getBytes(StandardCharsets.UTF_8), target.attributes(), _ -> true);
    int entry = target.attributes().size() - 1;
    target.bodyType(to, target.attributes().type(entry));
    target.body(to, target.attributes().value(entry));
    target.attributes().discardOpen();
  }

  private int text(@Nullable String text) {
    return text == null ? 0 : target.strings().add(text);
  }
}
