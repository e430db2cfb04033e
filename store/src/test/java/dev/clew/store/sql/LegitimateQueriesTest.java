package dev.clew.store.sql;

import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a query may be made of.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegitimateQueriesTest {
  private static final String QUERIES =
      """
      SELECT 1
      SELECT 1;
      VALUES (1, 'a'), (2, 'b')
      FROM spans
      TABLE spans
      FROM spans SELECT name WHERE status = 'error' LIMIT 3
      (SELECT 1)
      SELECT count(*), count(DISTINCT name), sum(duration_ms) FILTER (status = 'error') FROM spans
      SELECT service, count(*) AS n FROM spans GROUP BY service HAVING n > 1 ORDER BY n DESC, 1
      SELECT DISTINCT service FROM spans ORDER BY ALL
      SELECT DISTINCT ON (service) service, name FROM spans ORDER BY service, start_nanos
      SELECT service, kind, count(*) FROM spans GROUP BY GROUPING SETS ((service), (service, kind), ())
      SELECT service, kind, count(*) FROM spans GROUP BY CUBE (service, kind)
      SELECT service, count(*), grouping(service) FROM spans GROUP BY ROLLUP (service)
      SELECT name, row_number() OVER (PARTITION BY service ORDER BY start_nanos) FROM spans
      SELECT name, lag(duration_ms, 1, 0) OVER w FROM spans WINDOW w AS (ORDER BY start_nanos)
      SELECT avg(duration_ms) OVER (ORDER BY start_nanos ROWS BETWEEN 5 PRECEDING AND CURRENT ROW) FROM spans
      SELECT name FROM spans QUALIFY rank() OVER (PARTITION BY service ORDER BY duration_nanos DESC) = 1
      SELECT s.name, l.body FROM spans s JOIN logs l USING (trace_id)
      SELECT s.name, l.body FROM spans s LEFT JOIN logs l ON s.trace_id = l.trace_id AND l.severity_number > 9
      SELECT count(*) FROM spans s SEMI JOIN logs l ON s.trace_id = l.trace_id
      SELECT count(*) FROM spans s ANTI JOIN logs l ON s.trace_id = l.trace_id
      SELECT s.name, l.body FROM spans s ASOF JOIN logs l ON s.start_time >= l.time
      SELECT name FROM spans WHERE EXISTS (SELECT 1 FROM logs l WHERE l.trace_id = spans.trace_id)
      SELECT name FROM spans WHERE duration_ms > (SELECT avg(duration_ms) FROM spans)
      SELECT name FROM spans WHERE service IN (SELECT service FROM logs)
      SELECT name FROM spans WHERE (service, kind) IN (('audit', 'server'), ('wallet', 'client'))
      SELECT name FROM spans WHERE duration_ms > ALL (SELECT 5) OR name = ANY (SELECT service FROM logs)
      SELECT name FROM spans UNION ALL SELECT body FROM logs UNION SELECT 'x' EXCEPT SELECT 'y' INTERSECT SELECT 'z'
      SELECT name AS a FROM spans UNION ALL BY NAME SELECT body AS b FROM logs
      WITH slow AS (SELECT * FROM spans WHERE duration_ms > 100) SELECT count(*) FROM slow
      WITH a AS MATERIALIZED (SELECT 1 AS x), b AS NOT MATERIALIZED (SELECT x FROM a) SELECT * FROM a, b
      WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT sum(n) FROM t
      SELECT * FROM range(3) AS t(i), generate_series(1, 2) AS u(j)
      SELECT u.* FROM spans, unnest([1, 2]) AS u(i) LIMIT 4
      SELECT unnest(map_keys(attributes)) AS key, count(*) FROM spans GROUP BY key
      SELECT name, e.value FROM spans, json_each(events) AS e LIMIT 5
      SELECT events->'$[0].name', events->>'$[0].name', json_array_length(events) FROM spans
      SELECT attributes['a'], attributes."a", element_at(attributes, 'a'), cardinality(attributes) FROM spans
      SELECT map_keys(resource), map_contains(attributes, 'a'), resource['service.name'] FROM spans
      SELECT CASE WHEN status = 'error' THEN 1 ELSE 0 END, CASE kind WHEN 'server' THEN 's' END FROM spans
      SELECT coalesce(status_message, 'none'), nullif(name, ''), ifnull(name, 'x'), if(true, 1, 2) FROM spans
      SELECT duration_ms::INTEGER, try_cast(name AS INT), CAST(name AS VARCHAR), '1'::HUGEINT FROM spans
      SELECT 'a'::TEXT, 1::DECIMAL(10, 2), [1]::BIGINT[], {'a': 1}::STRUCT(a INT), MAP {'a': 1}::MAP(VARCHAR, INT)
      SELECT name LIKE 'G%', name NOT ILIKE 'g%', name ~ 'G.*', name SIMILAR TO 'G.*', name GLOB 'G*' FROM spans
      SELECT name IS NULL, name IS NOT NULL, name IS DISTINCT FROM 'x', name BETWEEN 'a' AND 'b', NOT true FROM spans
      SELECT upper(name) || lower(service), concat(name, 1), substring(name, 1, 2), name[1:2], split_part(name, ' ', 1) FROM spans
      SELECT regexp_extract(name, '(\\w+)', 1), replace(name, 'a', 'b'), trim(name), length(name), md5(name) FROM spans
      SELECT date_trunc('minute', start_time), start_time + INTERVAL 1 HOUR, extract(hour FROM start_time) FROM spans
      SELECT count(*) FROM spans WHERE start_time > now() - INTERVAL '1 hour' AND start_time < current_timestamp
      SELECT count(*) FROM spans WHERE start_time BETWEEN '2026-01-01' AND TIMESTAMP '2027-01-01 00:00:00'
      SELECT time_bucket(INTERVAL 5 MINUTE, start_time), count(*) FROM spans GROUP BY 1 ORDER BY 1
      SELECT strftime(start_time, '%H:%M'), epoch_ns(start_time), epoch(start_time), today(), current_date FROM spans
      SELECT quantile_cont(duration_ms, [0.5, 0.99]), approx_quantile(duration_ms, 0.5), median(duration_ms) FROM spans
      SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY duration_ms) FROM spans
      SELECT arg_max(name, duration_ms), mode(name), list(DISTINCT service), string_agg(DISTINCT kind, ',' ORDER BY kind) FROM spans
      SELECT histogram(kind), approx_count_distinct(trace_id), any_value(name), max(duration_ms, 3) FROM spans
      SELECT * EXCLUDE (events, links) FROM spans
      SELECT * REPLACE (upper(name) AS name) FROM spans
      SELECT * RENAME (name AS operation) FROM spans
      SELECT COLUMNS('.*_time') FROM spans
      SELECT min(COLUMNS(['duration_ms', 'start_nanos'])) FROM spans
      SELECT s FROM spans s LIMIT 1
      SELECT a FROM spans AS s(a, b, c)
      SELECT name FROM spans ORDER BY duration_ms DESC NULLS LAST LIMIT 5 OFFSET 2
      SELECT name FROM spans LIMIT 10%
      SELECT name FROM spans USING SAMPLE 50%
      SELECT name FROM spans TABLESAMPLE reservoir(5 ROWS) REPEATABLE (1)
      SELECT name FROM spans ORDER BY name COLLATE nocase
      SELECT {'a': 1, 'b': [1, 2]}, [1, 2][1], MAP {'k': 'v'}['k'], (1, 2), row(1, 'x'), struct_pack(a := 1)
      SELECT 1 + 2 * 3 - 4 / 5 % 6 // 7 ** 2, 5 & 3 | 4 << 1 >> 1, -1, +1, 1e3, 0x1F, 1_000, 0.5
      SELECT list_sort([3, 1]), list_contains([1], 1), len([1]), array_to_string(['a'], ','), list_sum([1, 2])
      SELECT try(1 / 0), abs(-1), round(1.5), greatest(1, 2), hash('x'), typeof(1)
      SELECT count(*) FROM spans s NATURAL JOIN logs
      SELECT metric, time, value FROM metric_points WHERE type = 'gauge' ORDER BY time
      SELECT severity, count(*) FROM logs GROUP BY ALL
      DESCRIBE logs
      DESCRIBE SELECT name, attributes['x'] FROM spans
      SUMMARIZE spans
      SUMMARIZE SELECT duration_ms FROM spans
      SHOW TABLES
      SELECT column_name FROM (DESCRIBE metric_points)
      SELECT "name" AS "a ""quoted"" name", 'it''s' FROM "spans" AS "s p" WHERE "s p"."name" <> ''
      select NAME, Service from SPANS where Kind = 'server'
      """;

  private SqlEngine engine;
  private SqlSource source;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    engine = Answers.engine(folder);
    RandomBatches random = new RandomBatches(Seeds.random(1), 1_790_000_000_000_000_000L);
    source = Answers.live(List.of(random.spans(20)), List.of(random.logs(20)), List.of());
  }

  @AfterAll
  void close() throws IOException {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void isAnswered(String query) {
    Answers.table(engine, source, query);
  }

  static Stream<String> queries() {
    return QUERIES.lines().filter(line -> !line.isBlank());
  }
}
