package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rate, errors and durations by service, or by operation of one service, beside the window before.
///
/// The work of a service are its spans of kind server and consumer, and those that begin a trace.
/// Of one service all operations are counted.
final class WorkOfServices {
  private static final int MOST = 500;
  private static final int MOST_ROWS = 100_000;

  private final SqlRows sql;
  private final Periods periods;

  WorkOfServices(SqlRows sql, Periods periods) {
    this.sql = sql;
    this.periods = periods;
  }

  ObjectNode services() {
    return json(
        "service, '' AS kind",
        "(kind IN ('server', 'consumer') OR parent_span_id IS NULL) AND service IS NOT NULL");
  }

  ObjectNode operations(String service) {
    return json("name AS service, kind", "service = " + SqlRows.literal(service));
  }

  /// What is known of a service or an operation.
  private static final class Work {
    private final Map<Boolean, Measures> periods = new HashMap<>();
    private final long[] counts;
    private final long[] failures;

    private Work(int steps) {
      counts = new long[steps];
      failures = new long[steps];
    }
  }

  /// A name and, of an operation, its kind.
  private record Key(String name, String kind) {}

  private ObjectNode json(String columns, String condition) {
    Map<Key, Work> all = new LinkedHashMap<>();
    long oldest = Long.MAX_VALUE;
    for (List<JsonNode> row : sql.of(statement(columns, condition), MOST_ROWS)) {
      Work work =
          all.computeIfAbsent(
              new Key(row.get(0).asText(), row.get(1).asText()), _ -> new Work(periods.steps()));
      oldest = Math.min(oldest, row.get(8).asLong());
      if (row.get(3).isNull()) {
        work.periods.put(row.get(2).asBoolean(), Measures.of(row, 4));
      } else if (row.get(3).asInt() >= 0) {
        work.counts[row.get(3).asInt()] = row.get(4).asLong();
        work.failures[row.get(3).asInt()] = row.get(5).asLong();
      }
    }
    ObjectNode root = Json.object();
    root.put("oldestNanos", Long.toString(all.isEmpty() ? 0 : oldest));
    root.put("isTruncated", all.size() == MOST);
    ArrayNode list = root.putArray("items");
    all.forEach((key, work) -> item(list.addObject(), key, work));
    return root;
  }

  private static void item(ObjectNode item, Key key, Work work) {
    item.put("name", key.name()).put("kind", key.kind());
    work.periods.getOrDefault(true, Measures.NONE).addTo(item.putObject("now"));
    work.periods.getOrDefault(false, Measures.NONE).addTo(item.putObject("before"));
    Arrays.stream(work.counts).forEach(item.putArray("counts")::add);
    Arrays.stream(work.failures).forEach(item.putArray("failures")::add);
  }

  private String statement(String columns, String condition) {
    return """
    WITH work AS (
      SELECT %s, status, start_nanos, duration_nanos, %s FROM spans WHERE %s AND %s),
    largest AS (
      SELECT service, kind FROM work GROUP BY ALL ORDER BY count(*) DESC, service, kind LIMIT %d)
    SELECT w.service, w.kind, is_now, step, count(*), count_if(status = 'error'),
      quantile_disc(duration_nanos, 0.5), quantile_disc(duration_nanos, 0.99), min(start_nanos)
    FROM work w JOIN largest l ON w.service = l.service AND w.kind = l.kind
    GROUP BY GROUPING SETS ((w.service, w.kind, is_now), (w.service, w.kind, step))
    ORDER BY w.service, w.kind\
    """
        .formatted(columns, periods.columns("start_nanos"), periods.bounds(), condition, MOST);
  }
}
