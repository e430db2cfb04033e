package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.TimeRange;
import dev.clew.query.run.TraceMatch;
import java.util.List;
import java.util.Locale;

/// Counts all traces that begin in a window, without looking at each: two statements of SQL.
final class AllTraces {
  private static final int MOST_GROUPS = 100_000;

  private final SqlRows sql;
  private final TimeRange window;

  AllTraces(SqlAnswers.Runner sql, TimeRange window) {
    this.sql = new SqlRows(sql);
    this.window = window;
  }

  ObjectNode heatmap(Heatmap heatmap) {
    Heatmap.Durations durations = durations();
    for (List<JsonNode> group : groups(heatmap, durations)) {
      heatmap.add(
          group.get(0).asInt(),
          group.get(1).asInt(),
          group.get(2).asText(),
          group.get(3).asText(),
          group.get(4).asLong(),
          group.get(5).asLong());
    }
    return heatmap.json(durations, true, window.fromNanos());
  }

  private Heatmap.Durations durations() {
    List<JsonNode> row =
        sql.of(
                """
                SELECT count(*), min(duration), max(duration), quantile_disc(duration, 0.5),
                  quantile_disc(duration, 0.9), quantile_disc(duration, 0.99)
                FROM (%s)\
                """
                    .formatted(traces()),
                1)
            .getFirst();
    return row.getFirst().asLong() == 0
        ? Heatmap.Durations.NONE
        : new Heatmap.Durations(
            row.get(1).asLong(),
            row.get(2).asLong(),
            row.get(3).asLong(),
            row.get(4).asLong(),
            row.get(5).asLong());
  }

  private List<List<JsonNode>> groups(Heatmap heatmap, Heatmap.Durations durations) {
    double width = (double) (window.toNanos() - window.fromNanos()) / heatmap.columns();
    return sql.of(
        String.format(
            Locale.ROOT,
            """
            SELECT floor((start - %d) / %.1f)::INT, floor(ln(duration / %d.0) / %.12f)::INT,
              coalesce(service, '%s'), coalesce(name, '%s'), count(*), count_if(is_failed)
            FROM (%s) GROUP BY ALL\
            """,
            window.fromNanos(),
            width,
            durations.least(),
            heatmap.rowHeight(durations),
            TraceMatch.ROOT_NOT_RECEIVED,
            TraceMatch.ROOT_NOT_RECEIVED,
            traces()),
        MOST_GROUPS);
  }

  private String traces() {
    return """
    SELECT min(start_nanos) AS start,
      greatest(max(start_nanos + duration_nanos) - min(start_nanos), %d) AS duration,
      bool_or(status = 'error') AS is_failed,
      min(CASE WHEN parent_span_id IS NULL THEN service END) AS service,
      min(CASE WHEN parent_span_id IS NULL THEN name END) AS name
    FROM spans WHERE start_nanos BETWEEN %d AND %d GROUP BY trace_id\
    """
        .formatted(Heatmap.LEAST_NANOS, window.fromNanos(), window.toNanos());
  }
}
