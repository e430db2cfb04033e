package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Who calls whom: from parents, from links, and from what spans say of databases, queues and peers
/// that send no spans themselves.
///
/// An answered call is one of kind client with a span of kind server below it; one without is a
/// call of the database or the peer that it names, and is left out where it names none. What goes
/// through a queue with a name goes to the queue and from the queue, else directly to who took it,
/// by parent or by link.
final class ServiceMap {
  private static final int MOST_EDGES = 1_000;

  private final SqlRows sql;
  private final Periods periods;

  ServiceMap(SqlRows sql, Periods periods) {
    this.sql = sql;
    this.periods = periods;
  }

  ObjectNode json() {
    ObjectNode root = Json.object();
    ArrayNode edges = root.putArray("edges");
    boolean isTruncated = false;
    for (String statement : List.of(calls(), otherParents(), queues(), links())) {
      List<List<JsonNode>> rows = sql.of(statement, MOST_EDGES);
      isTruncated |= rows.size() == MOST_EDGES;
      rows.forEach(row -> edge(edges.addObject(), row));
    }
    root.put("isTruncated", isTruncated);
    return root;
  }

  private static void edge(ObjectNode edge, List<JsonNode> row) {
    node(edge.putObject("from"), row, 0);
    node(edge.putObject("to"), row, 3);
    edge.put("isAsync", row.get(6).asBoolean());
    Measures.of(row, 7).addTo(edge);
  }

  private static void node(ObjectNode node, List<JsonNode> row, int first) {
    node.put("kind", row.get(first).asText());
    node.put("system", row.get(first + 1).asText());
    node.put("name", row.get(first + 2).asText());
  }

  private String calls() {
    return """
    WITH calls AS (
      SELECT trace_id, span_id, service, status, duration_nanos,
        coalesce(attributes['db.system.name'], attributes['db.system']) AS system,
        coalesce(attributes['db.namespace'], attributes['db.name']) AS namespace,
        coalesce(attributes['peer.service'], attributes['server.address'],
          attributes['net.peer.name']) AS peer
      FROM spans WHERE kind = 'client' AND service IS NOT NULL AND %1$s),
    answers AS (
      SELECT trace_id, parent_span_id, any_value(service) AS service,
        bool_or(status = 'error') AS is_failed
      FROM spans WHERE kind = 'server' AND parent_span_id IS NOT NULL AND %1$s
      GROUP BY trace_id, parent_span_id),
    edges AS (
      SELECT c.service AS source, c.status = 'error' OR coalesce(is_failed, false) AS is_failed,
        duration_nanos,
        coalesce(a.service, CASE WHEN system IS NOT NULL THEN coalesce(namespace, '') ELSE peer END)
          AS target,
        CASE WHEN a.service IS NOT NULL THEN 'service' WHEN system IS NOT NULL THEN 'database'
          ELSE 'peer' END AS target_kind,
        CASE WHEN a.service IS NULL THEN coalesce(system, '') ELSE '' END AS target_system
      FROM calls c LEFT JOIN answers a
        ON a.trace_id = c.trace_id AND a.parent_span_id = c.span_id)
    SELECT 'service', '', source, target_kind, target_system, target, false, count(*),
      count_if(is_failed), quantile_disc(duration_nanos, 0.5), quantile_disc(duration_nanos, 0.99)
    FROM edges WHERE target <> '' OR target_system <> ''
    GROUP BY source, target, target_kind, target_system ORDER BY count(*) DESC, source, target LIMIT %2$d\
    """
        .formatted(periods.within("start_nanos"), MOST_EDGES);
  }

  private String otherParents() {
    return """
    WITH taken AS (
      SELECT trace_id, parent_span_id, service, kind, status, duration_nanos,
        attributes['messaging.destination.name'] AS queue
      FROM spans WHERE parent_span_id IS NOT NULL AND service IS NOT NULL AND %1$s),
    given AS (
      SELECT trace_id, span_id, service, kind FROM spans
      WHERE kind <> 'client' AND service IS NOT NULL AND %1$s)
    SELECT 'service', '', g.service, 'service', '', t.service,
      g.kind = 'producer' OR t.kind = 'consumer' AS is_async, count(*),
      count_if(t.status = 'error'), quantile_disc(t.duration_nanos, 0.5),
      quantile_disc(t.duration_nanos, 0.99)
    FROM taken t JOIN given g ON g.trace_id = t.trace_id AND g.span_id = t.parent_span_id
    WHERE g.service <> t.service AND NOT (t.kind = 'consumer' AND t.queue IS NOT NULL)
    GROUP BY g.service, t.service, is_async
    ORDER BY count(*) DESC, g.service, t.service LIMIT %2$d\
    """
        .formatted(periods.within("start_nanos"), MOST_EDGES);
  }

  private String queues() {
    return """
    WITH messages AS (
      SELECT service, kind, status, duration_nanos,
        coalesce(attributes['messaging.system'], '') AS system,
        attributes['messaging.destination.name'] AS queue
      FROM spans WHERE kind IN ('producer', 'consumer') AND service IS NOT NULL
        AND attributes['messaging.destination.name'] IS NOT NULL AND %1$s)
    SELECT if(kind = 'producer', 'service', 'queue') AS source_kind,
      if(kind = 'producer', '', system) AS source_system,
      if(kind = 'producer', service, queue) AS source,
      if(kind = 'producer', 'queue', 'service') AS target_kind,
      if(kind = 'producer', system, '') AS target_system,
      if(kind = 'producer', queue, service) AS target,
      true, count(*), count_if(status = 'error'), quantile_disc(duration_nanos, 0.5),
      quantile_disc(duration_nanos, 0.99)
    FROM messages GROUP BY ALL
    ORDER BY count(*) DESC, source, target LIMIT %2$d\
    """
        .formatted(periods.within("start_nanos"), MOST_EDGES);
  }

  private String links() {
    return """
    WITH linked AS (
      SELECT service, status, duration_nanos,
        unnest(from_json(links, '[{"trace_id":"VARCHAR","span_id":"VARCHAR"}]')) AS link
      FROM spans WHERE links IS NOT NULL AND service IS NOT NULL
        AND attributes['messaging.destination.name'] IS NULL AND %1$s)
    SELECT 'service', '', g.service, 'service', '', t.service, true, count(*),
      count_if(t.status = 'error'), quantile_disc(t.duration_nanos, 0.5),
      quantile_disc(t.duration_nanos, 0.99)
    FROM linked t JOIN spans g ON g.trace_id = t.link.trace_id AND g.span_id = t.link.span_id
    WHERE g.service <> t.service AND %2$s
    GROUP BY g.service, t.service ORDER BY count(*) DESC, g.service, t.service LIMIT %3$d\
    """
        .formatted(periods.within("start_nanos"), periods.bounds("g.start_nanos"), MOST_EDGES);
  }
}
