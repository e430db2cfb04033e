package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a result into values that JSON can tell.
final class ResultReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long VALUE_BYTES = 24;

  /// Types that are read without a detour through the time zone of the process.
  private static final Set<String> TIMES =
      Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS");

  private final ResultSet rows;
  private final List<SqlColumn> columns = new ArrayList<>();
  private long bytes;

  ResultReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData metadata = rows.getMetaData();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(new SqlColumn(metadata.getColumnName(i), metadata.getColumnTypeName(i)));
    }
  }

  /// Reads as much as the limits allow.
  SqlResult.Table read(SqlLimits limits) throws SQLException {
    List<List<JsonNode>> table = new ArrayList<>();
    boolean isMore = rows.next();
    while (isMore && table.size() < limits.maxRows() && bytes < limits.maxBytes()) {
      table.add(row());
      isMore = rows.next();
    }
    return new SqlResult.Table(columns, table, isMore);
  }

  private List<JsonNode> row() throws SQLException {
    List<JsonNode> row = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      row.add(
          value(
              TIMES.contains(columns.get(i).type())
                  ? rows.getObject(i + 1, LocalDateTime.class)
                  : rows.getObject(i + 1)));
    }
    return List.copyOf(row);
  }

  private JsonNode value(@Nullable Object value) throws SQLException {
    bytes += VALUE_BYTES;
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean truth -> NODES.booleanNode(truth);
      case Byte number -> NODES.numberNode(number.longValue());
      case Short number -> NODES.numberNode(number.longValue());
      case Integer number -> NODES.numberNode(number.longValue());
      case Long number -> NODES.numberNode(number);
      case Float number -> real(number.doubleValue());
      case Double number -> real(number);
      case BigInteger number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case LocalDateTime time -> text(time(time));
      case Timestamp time -> text(time(time.toLocalDateTime()));
      case OffsetDateTime time ->
          text(time(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()));
      case Array list -> list((Object[]) list.getArray());
      case Object[] list -> list(list);
      case DuckDBStruct struct -> map(struct.getMap());
      case Map<?, ?> map -> map(map);
      case Blob blob -> text(HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length())));
      default -> text(value.toString());
    };
  }

  private JsonNode list(@Nullable Object[] list) throws SQLException {
    ArrayNode node = NODES.arrayNode();
    for (Object element : list) {
      node.add(value(element));
    }
    return node;
  }

  private JsonNode map(Map<?, ?> map) throws SQLException {
    ObjectNode node = NODES.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      node.set(value(entry.getKey()).asText(), value(entry.getValue()));
    }
    return node;
  }

  private JsonNode real(double number) {
    return Double.isFinite(number)
        ? NODES.numberNode(number)
        : NODES.textNode(Double.toString(number));
  }

  private JsonNode text(String text) {
    bytes += 2L * text.length();
    return NODES.textNode(text);
  }

  private static String time(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "Z";
  }
}
