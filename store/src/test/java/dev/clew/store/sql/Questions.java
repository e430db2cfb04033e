package dev.clew.store.sql;

import java.util.List;

/// Queries whose answers are the same however DuckDB goes about them.
final class Questions {
  private Questions() {}

  /// Over spans and logs of [dev.clew.testkit.RandomBatches].
  static List<String> all() {
    return QUERIES.lines().filter(line -> !line.isBlank()).toList();
  }

  private static final String QUERIES =
      """
      SELECT * FROM spans ORDER BY span_id
      SELECT * FROM logs ORDER BY time_nanos, span_id, body
      SELECT * FROM spans ORDER BY start_nanos DESC, span_id LIMIT 7
      SELECT * FROM spans ORDER BY duration_ms DESC, span_id LIMIT 5 OFFSET 3
      SELECT * FROM spans WHERE status = 'error' ORDER BY start_time, span_id LIMIT 9
      SELECT * FROM spans WHERE attributes['cached'] = 'true' ORDER BY attributes['client.address'], span_id LIMIT 9
      SELECT name AS attributes, span_id FROM spans ORDER BY attributes, span_id LIMIT 9
      SELECT attributes AS name, span_id FROM spans ORDER BY 2 LIMIT 9
      SELECT span_id AS id, attributes, resource FROM spans ORDER BY id DESC LIMIT 4
      SELECT lower(name) AS name, attributes, span_id FROM spans ORDER BY name, 3 LIMIT 6
      SELECT s.*, 1 AS one FROM spans s WHERE kind = 'server' ORDER BY s.span_id LIMIT 5
      SELECT events, links, span_id FROM spans ORDER BY span_id LIMIT 20
      SELECT dropped_attributes, dropped_events, dropped_links, span_id FROM spans ORDER BY span_id LIMIT 40
      SELECT sum(dropped_attributes), sum(dropped_events), count_if(dropped_links > 0) FROM spans
      SELECT name, attributes FROM spans ORDER BY span_id
      SELECT resource, scope_name, scope_version, span_id FROM spans ORDER BY span_id LIMIT 30
      SELECT attributes['client.address'] AS a, count(*) FROM spans GROUP BY a ORDER BY a
      SELECT attributes['client.address'], count(*) FROM spans GROUP BY ALL ORDER BY ALL
      SELECT attributes['retry.count']::INT AS n, count(*) FROM spans GROUP BY n ORDER BY n NULLS FIRST
      SELECT sum(attributes['retry.count']::INTEGER), avg(CAST(attributes['retry.count'] AS DOUBLE)) FROM spans
      SELECT max(attributes['ratio']::DOUBLE), min(attributes['ratio']) FROM spans
      SELECT attributes['ratio'], attributes['cached'], attributes['tags'], attributes['none'] FROM spans ORDER BY span_id
      SELECT attributes['ratio'] FROM logs ORDER BY time_nanos, span_id
      SELECT count(*) FROM spans WHERE attributes['tags'] = '["a",1]'
      SELECT count(*) FROM spans WHERE attributes['retry.count']::INT >= 3 AND attributes['cached'] = 'true'
      SELECT count(*) FROM spans WHERE attributes['user.id'] IN ('user.id-1', 'user.id-2')
      SELECT count(*) FROM spans WHERE attributes['none'] IS NULL
      SELECT count(*) FROM spans s WHERE s.attributes['user.id'] = 'user.id-1' OR name = 'verify'
      SELECT resource['service.name'], resource['process.pid']::INT, count(*) FROM spans GROUP BY ALL ORDER BY ALL
      SELECT count(*) FROM spans WHERE resource['process.pid'] = '1' AND service = 'audit'
      SELECT count(*) FROM spans WHERE resource['service.name'] <> service
      SELECT attributes, count(*) FROM spans GROUP BY attributes HAVING count(*) > 1 ORDER BY map_keys(attributes)::VARCHAR, map_values(attributes)::VARCHAR
      SELECT attributes['cached'], count(*) FROM spans GROUP BY attributes, attributes['cached'] ORDER BY 2 DESC, 1 NULLS FIRST LIMIT 5
      SELECT upper(attributes['cached']) AS c, min(start_nanos) FROM spans GROUP BY upper(attributes['cached']) ORDER BY c
      SELECT service, list(DISTINCT attributes['cached'] ORDER BY attributes['cached']) FROM spans GROUP BY service ORDER BY service
      SELECT span_id, row_number() OVER (PARTITION BY attributes['cached'] ORDER BY start_nanos, span_id) FROM spans ORDER BY span_id
      SELECT DISTINCT attributes['cached'] FROM spans ORDER BY attributes['cached']
      SELECT DISTINCT ON (service) service, attributes['user.id'] FROM spans ORDER BY service, start_nanos, span_id
      SELECT name FROM spans QUALIFY row_number() OVER (PARTITION BY attributes['user.id'] ORDER BY span_id) = 1 ORDER BY span_id
      WITH attributes AS (SELECT name FROM spans) SELECT count(*) FROM attributes
      WITH s AS (SELECT attributes, span_id FROM spans) SELECT attributes['cached'] FROM s ORDER BY span_id
      WITH s AS (SELECT * FROM spans WHERE status = 'ok') SELECT count(*), count(attributes['cached']) FROM s
      WITH s AS (SELECT *, attributes['cached'] AS c FROM spans) SELECT c, count(*) FROM s GROUP BY c ORDER BY c
      SELECT t.attributes['cached'], count(*) FROM (SELECT * FROM spans) t GROUP BY ALL ORDER BY ALL
      SELECT a['cached'] FROM spans AS s(t, i, p, st, e, sn, dn, dm, n, sv, k, su, sm, ts, a) ORDER BY i
      SELECT s.span_id, attributes['cached'] FROM spans s, range(2) r(i) WHERE i = 1 ORDER BY span_id
      SELECT a.span_id FROM spans a JOIN spans b USING (span_id) WHERE a.attributes['cached'] = b.attributes['cached'] ORDER BY 1
      SELECT c.span_id, p.span_id FROM spans c JOIN spans p ON c.parent_span_id = p.span_id AND c.trace_id = p.trace_id ORDER BY 1
      SELECT c.span_id, p.span_id FROM spans c LEFT JOIN spans p ON p.span_id = c.parent_span_id ORDER BY 1, 2
      SELECT c.span_id FROM spans c ANTI JOIN spans p ON c.parent_span_id = p.span_id ORDER BY 1
      SELECT count(*) FROM spans WHERE parent_span_id IS NULL
      SELECT count(*) FROM spans WHERE parent_span_id <> span_id
      SELECT count(*), count(l.trace_id), count(l.span_id) FROM logs l LEFT JOIN spans s ON l.trace_id = s.trace_id AND l.span_id = s.span_id
      SELECT count(*) FROM logs a FULL JOIN logs b ON a.trace_id = b.trace_id
      SELECT count(*) FROM spans s WHERE EXISTS (SELECT 1 FROM spans p WHERE p.trace_id = s.trace_id AND p.attributes['cached'] = s.attributes['cached'] AND p.span_id <> s.span_id)
      SELECT span_id, (SELECT count(*) FROM spans p WHERE p.trace_id = s.trace_id) FROM spans s ORDER BY 1
      SELECT service, (SELECT max(attributes['user.id']) FROM spans p WHERE p.service = s.service) FROM spans s GROUP BY service ORDER BY 1
      SELECT attributes['cached'] AS k FROM spans WHERE span_id IN (SELECT max(span_id) FROM spans GROUP BY trace_id) ORDER BY span_id
      SELECT trace_id, count(*) FROM spans GROUP BY trace_id HAVING trace_id = max(trace_id) AND trace_id <> 'x' ORDER BY 1
      SELECT n, count(*) FROM (SELECT count(*) AS n, min(name) FILTER (parent_span_id IS NULL) AS r FROM spans GROUP BY trace_id) GROUP BY n ORDER BY n
      SELECT min(service) AS s, count_if(parent_span_id IS NOT NULL) AS c FROM spans GROUP BY trace_id, kind ORDER BY s, c
      SELECT parent_span_id IS NULL AS is_root, count(*) FROM spans GROUP BY is_root ORDER BY is_root
      SELECT parent_span_id IS NULL, count(*) FROM spans GROUP BY parent_span_id ORDER BY ALL
      SELECT DISTINCT parent_span_id IS NULL FROM spans ORDER BY parent_span_id IS NULL
      SELECT parent_span_id IS NULL, count(*) FROM spans GROUP BY ALL ORDER BY ALL
      SELECT name FROM spans WHERE parent_span_id IS NULL AND span_id IS NOT NULL ORDER BY name
      SELECT count(*) FROM spans GROUP BY trace_id HAVING count_if(parent_span_id IS NULL) = 1 ORDER BY 1
      SELECT count(*) FROM spans s JOIN spans p ON s.parent_span_id = p.span_id WHERE p.parent_span_id IS NULL GROUP BY s.trace_id ORDER BY 1
      SELECT count(*) FROM spans WHERE trace_id = '{trace}'
      SELECT count(*) FROM spans WHERE '{trace}' = trace_id
      SELECT count(*) FROM spans WHERE trace_id <> '{trace}'
      SELECT count(*) FROM spans WHERE trace_id IN ('{trace}', '00000000000000000000000000000001')
      SELECT count(*) FROM spans WHERE trace_id NOT IN ('{trace}', '{upper}')
      SELECT count(*) FROM spans WHERE trace_id = '{upper}' OR trace_id = 'x' OR trace_id = ''
      SELECT count(*) FROM spans WHERE NOT (trace_id = '{trace}') AND span_id <> '{span}'
      SELECT name FROM spans WHERE span_id = '{span}'
      SELECT name FROM spans WHERE span_id = '{span}' AND trace_id = '{trace}'
      SELECT count(*) FROM spans WHERE parent_span_id = '{span}' OR parent_span_id = '0000000000000000'
      SELECT count(*) FROM spans a, spans b WHERE a.trace_id = '{trace}' AND a.trace_id = b.trace_id
      SELECT count(*) FROM spans a LEFT JOIN spans b ON a.trace_id = b.trace_id AND b.span_id = '{span}' WHERE b.trace_id = '{trace}'
      SELECT count(*) FROM spans a WHERE NOT EXISTS (SELECT 1 FROM logs WHERE a.trace_id = '{trace}')
      SELECT count(*) FROM logs WHERE trace_id = '{trace}' OR span_id = '{span}' OR span_id IS NULL
      SELECT kind, status, count(*) FROM spans GROUP BY ALL ORDER BY ALL
      SELECT severity, severity_number, count(*) FROM logs GROUP BY ALL ORDER BY ALL
      SELECT date_trunc('second', start_time) AS t, count(*) FROM spans GROUP BY t ORDER BY t
      SELECT count(*) FROM spans WHERE start_time >= '2026-09-21 14:13:30' AND end_time < TIMESTAMP '2026-09-21 14:14:00'
      SELECT count(*) FROM spans WHERE start_time BETWEEN '2026-09-21 14:13:30' AND '2026-09-21 14:13:40'
      SELECT max(end_time - start_time), min(end_time), max(duration_nanos), sum(duration_ms) > 0 FROM spans
      SELECT name FROM spans UNION ALL SELECT body FROM logs ORDER BY 1
      SELECT s FROM spans s ORDER BY s.span_id LIMIT 3
      SELECT * EXCLUDE (attributes) FROM spans WHERE attributes['cached'] = 'true' ORDER BY span_id
      SELECT COLUMNS('s.*_id') FROM spans WHERE attributes['cached'] = 'true' ORDER BY span_id
      SELECT count(*) FROM (SELECT s.*, l.* FROM spans s JOIN logs l ON s.attributes['user.id'] = l.attributes['user.id'])
      SELECT json_extract_string(e.value, '$.name'), count(*) FROM spans, json_each(events) e GROUP BY 1 ORDER BY 1
      SELECT e.key, e.value, count(*) FROM (SELECT unnest(map_entries(attributes)) AS e FROM spans) GROUP BY ALL ORDER BY ALL
      SELECT list_sort(map_entries(attributes)), span_id FROM spans ORDER BY span_id
      SELECT list_sort(map_entries(attributes)), time_nanos FROM logs ORDER BY time_nanos, span_id, body
      SELECT service, approx_quantile(duration_nanos, 0.5) BETWEEN quantile_disc(duration_nanos, 0.3) AND quantile_disc(duration_nanos, 0.7) FROM spans GROUP BY ALL ORDER BY ALL
      SELECT u.k, count(*) FROM spans, unnest(map_keys(attributes)) AS u(k) GROUP BY 1 ORDER BY 1
      SELECT element_at(attributes, 'cached'), map_extract_value(attributes, 'cached'), attributes.cached FROM spans ORDER BY span_id
      SELECT CASE WHEN attributes['cached'] IS NULL THEN 'none' ELSE attributes['cached'] || '!' END FROM spans ORDER BY span_id
      SELECT count(*) FROM spans WHERE try_cast(attributes['user.id'] AS INT) IS NULL
      SELECT approx_count_distinct(attributes['user.id']) > 5, count(DISTINCT attributes['user.id']) FROM spans
      """;
}
