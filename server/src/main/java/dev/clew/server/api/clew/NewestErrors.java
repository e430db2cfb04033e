package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Where errors began: failed spans with no failed span below, those of one service, operation and
/// message together, the newest first. A failed call is left out where another span failed while it
/// ran: who was called may answer with a refusal that is no failure of its own span.
final class NewestErrors {
  private static final int LONGEST_MESSAGE = 300;

  private final SqlRows sql;
  private final Periods periods;

  NewestErrors(SqlRows sql, Periods periods) {
    this.sql = sql;
    this.periods = periods;
  }

  ObjectNode json(int most) {
    ObjectNode root = Json.object();
    ArrayNode errors = root.putArray("errors");
    for (List<JsonNode> row : sql.of(statement(most), most)) {
      errors
          .addObject()
          .put("service", row.get(0).asText(""))
          .put("operation", row.get(1).asText(""))
          .put("message", row.get(2).isNull() ? "" : row.get(2).asText())
          .put("count", row.get(3).asLong())
          .put("newestNanos", row.get(4).asText())
          .put("traceId", row.get(5).asText())
          .put("spanId", row.get(6).asText());
    }
    return root;
  }

  private String statement(int most) {
    return """
    WITH failed AS (
      SELECT trace_id, span_id, parent_span_id, coalesce(service, '') AS service, name, kind,
        start_nanos, start_nanos + duration_nanos AS end_nanos,
        left(coalesce(status_message,
          json_extract_string(events, '$[0].attributes."exception.message"'),
          json_extract_string(events, '$[0].attributes."kc.eventError"'),
          regexp_replace(attributes['error.type'], '^([0-9]+)$', 'HTTP \\1'),
          'HTTP ' || coalesce(attributes['http.response.status_code'],
            attributes['http.status_code'])), %d) AS message
      FROM spans WHERE status = 'error' AND %s),
    inner_failures AS (
      SELECT trace_id, max(start_nanos) AS last_nanos FROM failed
      WHERE kind <> 'client' GROUP BY trace_id)
    SELECT service, name, message, count(*), max(start_nanos) AS newest,
      arg_max(f.trace_id, start_nanos), arg_max(span_id, start_nanos)
    FROM failed f LEFT JOIN inner_failures i ON i.trace_id = f.trace_id
    WHERE NOT EXISTS (
        SELECT 1 FROM failed c WHERE c.trace_id = f.trace_id AND c.parent_span_id = f.span_id)
      AND NOT (kind = 'client' AND coalesce(last_nanos BETWEEN start_nanos AND end_nanos, false))
    GROUP BY service, name, message ORDER BY newest DESC, service, name LIMIT %d\
    """
        .formatted(LONGEST_MESSAGE, periods.within("start_nanos"), most);
  }
}
