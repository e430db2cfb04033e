package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.LimitException.Limit;
import dev.clew.model.TimeRange;
import dev.clew.server.api.QuestionException;
import dev.clew.store.sql.SqlResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Counts all traces that begin in a window and pass some tests, in one statement of SQL and
/// without looking at each.
///
/// The rows of its result are of four kinds: one of all durations, those of the cells, those of the
/// services, those of the operations.
final class AllTraces {
  private static final int DURATIONS = 0;
  private static final int CELL = 1;
  private static final int SERVICE = 2;

  /// More than there are cells.
  private static final int MOST_ROWS = 300_000;

  private final SqlRows sql;
  private final TimeRange window;
  private final TraceTests tests;

  AllTraces(SqlRows sql, TimeRange window, TraceTests tests) {
    this.sql = sql;
    this.window = window;
    this.tests = tests;
  }

  /// The heatmap; null when SQL cannot count so many, or refuses a test.
  @Nullable ObjectNode heatmap(Heatmap heatmap) {
    return switch (sql.run(statement(heatmap), MOST_ROWS)) {
      case SqlResult.Table table -> json(heatmap, table.rows());
      case SqlResult.Stopped(var limit, _) when limit == Limit.MEMORY -> null;
      case SqlResult.Stopped(_, var message) -> throw new QuestionException(422, message);
      case SqlResult.Refused _ -> null;
    };
  }

  private ObjectNode json(Heatmap heatmap, List<List<JsonNode>> rows) {
    Heatmap.Durations durations = Heatmap.Durations.NONE;
    for (List<JsonNode> row : rows) {
      long traces = row.get(4).asLong();
      long errors = row.get(5).asLong();
      switch (row.getFirst().asInt()) {
        case DURATIONS -> durations = traces == 0 ? durations : durations(row);
        case CELL -> heatmap.addCell(row.get(1).asInt(), row.get(2).asInt(), traces, errors);
        case SERVICE -> heatmap.addService(row.get(3).asText(), traces, errors);
        default -> heatmap.addOperation(row.get(3).asText(), traces, errors);
      }
    }
    return heatmap.json(durations, true, window.fromNanos());
  }

  private static Heatmap.Durations durations(List<JsonNode> row) {
    return new Heatmap.Durations(
        row.get(6).asLong(),
        row.get(7).asLong(),
        row.get(8).asLong(),
        row.get(9).asLong(),
        row.get(10).asLong());
  }

  private String statement(Heatmap heatmap) {
    return String.format(
        Locale.ROOT,
        """
        WITH traces AS MATERIALIZED (%s),
        scale AS MATERIALIZED (
          SELECT count(*) AS traces, min(duration) AS least, max(duration) AS most,
            quantile_disc(duration, 0.5) AS p50, quantile_disc(duration, 0.9) AS p90,
            quantile_disc(duration, 0.99) AS p99
          FROM traces)
        SELECT 0, 0, 0, '', traces, 0, least, most, p50, p90, p99 FROM scale
        UNION ALL
        SELECT 1, "column", "row", '', count(*), count_if(is_failed), 0, 0, 0, 0, 0 FROM (
          SELECT floor((start - %d) / %.1f)::INT AS "column", is_failed,
            floor(ln(duration / least) / ln((most + 1) / least) * %d)::INT AS "row"
          FROM traces, scale) GROUP BY "column", "row"
        UNION ALL %s UNION ALL %s\
        """,
        traces(),
        window.fromNanos(),
        (double) (window.toNanos() - window.fromNanos()) / heatmap.columns(),
        heatmap.rows(),
        facet(SERVICE, "service"),
        facet(SERVICE + 1, "name"));
  }

  private static String facet(int kind, String column) {
    return """
    (SELECT %1$d, 0, 0, coalesce(%2$s, '%3$s') AS facet, count(*) AS many, count_if(is_failed),
       0, 0, 0, 0, 0
     FROM traces GROUP BY facet ORDER BY many DESC, facet LIMIT %4$d)\
    """
        .formatted(kind, column, Heatmap.ROOTLESS, Heatmap.MOST_FACETS);
  }

  private String traces() {
    return """
    SELECT start, greatest(lasting, %d) AS duration, is_failed, service, name FROM (
      SELECT min(start_nanos) AS start,
        max(start_nanos + duration_nanos) - min(start_nanos) AS lasting,
        bool_or(status = 'error') AS is_failed,
        min(service) FILTER (parent_span_id IS NULL) AS service,
        min(name) FILTER (parent_span_id IS NULL) AS name%s
      FROM spans WHERE start_nanos BETWEEN %d AND %d GROUP BY trace_id) WHERE %s\
    """
        .formatted(
            Heatmap.LEAST_NANOS,
            tests.columns(),
            window.fromNanos(),
            window.toNanos(),
            tests.passes());
  }
}
