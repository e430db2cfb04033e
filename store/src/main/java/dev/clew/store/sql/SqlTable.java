package dev.clew.store.sql;

import dev.clew.model.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables that queries see: names, columns and types that are promised, and how each column is
/// computed from what is stored.
///
/// In the text of an expression `{x}` stands for the stored column `x`, or for one of the [Derived]
/// columns. They are filled in for each place that rows come from.
enum SqlTable {
  SPANS(
      Signal.TRACES,
      "spans.parquet",
      List.of(
          column("trace_id", "VARCHAR", "{trace_text}"),
          column("span_id", "VARCHAR", "printf('%016x', {span_id})"),
          column(
              "parent_span_id",
              "VARCHAR",
              "CASE WHEN {parent_span_id} <> 0 THEN printf('%016x', {parent_span_id}) END"),
          column("start_time", "TIMESTAMP_NS", time("{start_nanos}")),
          column(
              "end_time",
              "TIMESTAMP_NS",
              time("CAST({start_nanos} AS HUGEINT) + {duration_nanos}")),
          column("start_nanos", "BIGINT", "{start_nanos}"),
          column("duration_nanos", "BIGINT", "greatest({duration_nanos}, 0)"),
          column("duration_ms", "DOUBLE", "greatest({duration_nanos}, 0) / 1e6"),
          column("name", "VARCHAR", "{name}"),
          column("service", "VARCHAR", "{service}"),
          column(
              "kind",
              "VARCHAR",
              oneOf(
                  "{kind}", "unspecified", "internal", "server", "client", "producer", "consumer")),
          column("status", "VARCHAR", oneOf("{status}", "unset", "ok", "error")),
          column("status_message", "VARCHAR", "{status_message}"),
          column("trace_state", "VARCHAR", "{trace_state}"),
          column("attributes", "MAP(VARCHAR, VARCHAR)", "{attribute_map}"),
          column("resource", "MAP(VARCHAR, VARCHAR)", "{resource_map}"),
          column("scope_name", "VARCHAR", "{scope_name}"),
          column("scope_version", "VARCHAR", "{scope_version}"),
          column("events", "JSON", "CAST({events} AS JSON)"),
          column("links", "JSON", "CAST({links} AS JSON)"),
          column("dropped_attributes", "BIGINT", count("{dropped_attributes}")),
          column("dropped_events", "BIGINT", count("{dropped_events}")),
          column("dropped_links", "BIGINT", count("{dropped_links}")))),
  LOGS(
      Signal.LOGS,
      "logs.parquet",
      List.of(
          column("time", "TIMESTAMP_NS", time("{time_nanos}")),
          column("time_nanos", "BIGINT", "{time_nanos}"),
          column(
              "observed_time",
              "TIMESTAMP_NS",
              "CASE WHEN {observed_nanos} <> 0 THEN %s END".formatted(time("{observed_nanos}"))),
          column("trace_id", "VARCHAR", "{trace_text}"),
          column(
              "span_id", "VARCHAR", "CASE WHEN {span_id} <> 0 THEN printf('%016x', {span_id}) END"),
          column("severity_number", "INTEGER", "CAST({severity} AS INTEGER)"),
          column("severity", "VARCHAR", "coalesce({severity_text}, %s)".formatted(severity())),
          column("event_name", "VARCHAR", "{event_name}"),
          column("body", "VARCHAR", "{body}"),
          column("service", "VARCHAR", "{service}"),
          column("attributes", "MAP(VARCHAR, VARCHAR)", "{attribute_map}"),
          column("resource", "MAP(VARCHAR, VARCHAR)", "{resource_map}"),
          column("scope_name", "VARCHAR", "{scope_name}"))),
  METRIC_POINTS(
      Signal.METRICS,
      "points.parquet",
      List.of(
          column("time", "TIMESTAMP_NS", time("{time_nanos}")),
          column(
              "start_time",
              "TIMESTAMP_NS",
              "CASE WHEN {start_nanos} <> 0 THEN %s END".formatted(time("{start_nanos}"))),
          column("metric", "VARCHAR", "{metric}"),
          column("unit", "VARCHAR", "{unit}"),
          column("description", "VARCHAR", "{description}"),
          column(
              "type",
              "VARCHAR",
              oneOf("{type}", "gauge", "sum", "histogram", "exponential_histogram", "summary")),
          column(
              "temporality",
              "VARCHAR",
              oneOf("{temporality}", "unspecified", "delta", "cumulative")),
          column("is_monotonic", "BOOLEAN", "{is_monotonic}"),
          column("value", "DOUBLE", "{value}"),
          column("count", "BIGINT", "{count}"),
          column("min", "DOUBLE", "{min}"),
          column("max", "DOUBLE", "{max}"),
          column("detail", "JSON", "CAST({detail} AS JSON)"),
          column("service", "VARCHAR", "{service}"),
          column("attributes", "MAP(VARCHAR, VARCHAR)", "{attribute_map}"),
          column("resource", "MAP(VARCHAR, VARCHAR)", "{resource_map}")));

  /// A column that users see.
  ///
  /// @param expression its value, from stored columns
  record Column(String name, String type, String expression) {}

  private final Signal signal;
  private final String file;
  private final List<Column> columns;

  SqlTable(Signal signal, String file, List<Column> columns) {
    this.signal = signal;
    this.file = file;
    this.columns = columns;
  }

  /// The table of a name; null when there is none.
  static @Nullable SqlTable of(String name) {
    return Arrays.stream(values())
        .filter(table -> table.tableName().equals(Names.fold(name)))
        .findFirst()
        .orElse(null);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(SqlTable::tableName).toList();
  }

  String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Signal signal() {
    return signal;
  }

  /// Name of the file of a segment that holds the rows.
  String file() {
    return file;
  }

  List<Column> columns() {
    return columns;
  }

  /// A column that costs next to nothing, for queries that want none.
  Column cheapColumn() {
    return columns.stream()
        .filter(column -> column.name().equals("service"))
        .findFirst()
        .orElseThrow();
  }

  Set<String> columnNames() {
    return columns.stream().map(Column::name).collect(Collectors.toSet());
  }

  private static Column column(String name, String type, String expression) {
    return new Column(name, type, expression);
  }

  /// Nanoseconds as a time; what a TIMESTAMP_NS cannot hold becomes the nearest that it can.
  private static String time(String nanos) {
    return "make_timestamp_ns(CAST(least(greatest(%s, -9223372036854775806), 9223372036854775806) AS BIGINT))"
        .formatted(nanos);
  }

  /// A count that segments without any leave out.
  private static String count(String stored) {
    return "coalesce(CAST(%s AS BIGINT), 0)".formatted(stored);
  }

  private static String oneOf(String number, String... names) {
    StringBuilder sql = new StringBuilder("CASE ").append(number);
    for (int i = 0; i < names.length; i++) {
      sql.append(" WHEN ").append(i).append(" THEN ").append(Names.literal(names[i]));
    }
    return sql.append(" END").toString();
  }

  /// Name of a severity number that came without a text.
  private static String severity() {
    return """
    CASE (CAST({severity} AS INTEGER) + 3) // 4 WHEN 1 THEN 'TRACE' WHEN 2 THEN 'DEBUG' \
    WHEN 3 THEN 'INFO' WHEN 4 THEN 'WARN' WHEN 5 THEN 'ERROR' WHEN 6 THEN 'FATAL' END\
    """;
  }
}
