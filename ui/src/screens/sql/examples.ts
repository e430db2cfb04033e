/** Statements that say something on any data; `$from` and `$to` are the range at the top of the page. */
export const EXAMPLES: readonly (readonly [string, string])[] = [
  [
    "Newest failed logins",
    `SELECT start_time, service, name, status_message,
  coalesce(attributes['user.id'], attributes['enduser.id']) AS account,
  coalesce(attributes['client.address'], attributes['http.client_ip']) AS address,
  trace_id
FROM spans
WHERE start_time BETWEEN $from AND $to
  AND regexp_matches(lower(name), 'log-?in|authenticate|token|session')
  AND (status = 'error' OR try_cast(attributes['http.response.status_code'] AS INT) >= 400)
ORDER BY start_time DESC LIMIT 100`,
  ],
  [
    "p99 by service per minute",
    `SELECT time_bucket(INTERVAL 1 MINUTE, start_time) AS minute, service,
  quantile_cont(duration_ms, 0.99) AS p99_ms
FROM spans
WHERE start_time BETWEEN $from AND $to AND kind IN ('server', 'consumer')
GROUP BY ALL ORDER BY minute`,
  ],
  [
    "Client addresses with most failures",
    `SELECT coalesce(attributes['client.address'], attributes['network.peer.address'], 'not told') AS address,
  count(*) AS failures, count(DISTINCT trace_id) AS traces, max(start_time) AS latest
FROM spans
WHERE start_time BETWEEN $from AND $to AND kind = 'server'
  AND (status = 'error' OR try_cast(attributes['http.response.status_code'] AS INT) >= 400)
GROUP BY address ORDER BY failures DESC LIMIT 50`,
  ],
  [
    "Rate and share of errors per minute",
    `SELECT time_bucket(INTERVAL 1 MINUTE, start_time) AS minute,
  count(*) AS spans, count_if(status = 'error') AS errors
FROM spans
WHERE start_time BETWEEN $from AND $to
GROUP BY minute ORDER BY minute`,
  ],
  [
    "Slowest statements of databases",
    `SELECT service, coalesce(attributes['db.query.text'], attributes['db.statement'], name) AS statement,
  count(*) AS calls, sum(duration_ms) AS total_ms, quantile_cont(duration_ms, 0.95) AS p95_ms
FROM spans
WHERE start_time BETWEEN $from AND $to
  AND (attributes['db.system.name'] IS NOT NULL OR attributes['db.system'] IS NOT NULL)
GROUP BY ALL ORDER BY total_ms DESC LIMIT 50`,
  ],
  [
    "Bytes of log text by service",
    `SELECT service, severity, count(*) AS lines, sum(strlen(body)) AS bytes
FROM logs
WHERE time BETWEEN $from AND $to
GROUP BY ALL ORDER BY bytes DESC`,
  ],
  [
    "Log lines of failed spans",
    `SELECT l.time, l.service, l.severity, l.body, s.name AS span, l.trace_id
FROM spans s JOIN logs l ON l.trace_id = s.trace_id AND l.span_id = s.span_id
WHERE s.start_time BETWEEN $from AND $to AND s.status = 'error'
ORDER BY l.time DESC LIMIT 200`,
  ],
  [
    "Which attributes there are",
    `SELECT key, count(*) AS spans
FROM (SELECT unnest(map_keys(attributes)) AS key FROM spans WHERE start_time BETWEEN $from AND $to)
GROUP BY key ORDER BY spans DESC`,
  ],
];
