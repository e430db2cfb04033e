package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a query must not do. `{dir}` stands for the folder of the segments, which DuckDB itself may
/// read and would write.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileQueriesTest {
  private Path folder;
  private SqlEngine engine;
  private SqlSource source;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException, SQLException {
    this.folder = folder;
    engine = Answers.engine(folder);
    SpanBatch spans = new RandomBatches(Seeds.random(1), 1_790_000_000_000_000_000L).spans(10);
    source = new SqlSource(Answers.sealed(folder, "spans", List.of(spans)), Answers.NOTHING.live());
  }

  @AfterAll
  void close() throws IOException {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefused(String query) throws IOException {
    List<Path> before = files();

    SqlResult result = Answers.ask(engine, source, query.replace("{dir}", folder.toString()));

    assertThat(result).isInstanceOf(SqlResult.Refused.class);
    SqlResult.Refused refused = (SqlResult.Refused) result;
    assertThat(refused.message()).isNotBlank().doesNotContain("\n");
    assertThat(Names.isReserved(refused.message())).isEqualTo(Names.isReserved(query));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void nothingOfTheEngineIsInSight() {
    List<String> names =
        Stream.of("SELECT * FROM spans", "SELECT s.* FROM spans s, logs l", "DESCRIBE spans")
            .flatMap(query -> Answers.table(engine, source, query).columns().stream())
            .map(SqlColumn::name)
            .toList();

    assertThat(names).noneMatch(Names::isReserved);
    assertThat(Answers.rows(engine, source, "SHOW TABLES").toString())
        .isEqualTo("[[\"spans\"], [\"logs\"], [\"metric_points\"]]");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  static Stream<String> hostile() {
    return Stream.of(STATEMENTS, TABLES, FUNCTIONS, NAMES, CONSTRUCTS)
        .flatMap(String::lines)
        .filter(line -> !line.isBlank());
  }

  private static final String STATEMENTS =
      """
      SELECT 1; SELECT 2
      SELECT 1; DROP TABLE spans
      ; ; SELECT 1; SELECT 1
      ;
      -- nothing
      INSERT INTO spans VALUES (1)
      UPDATE spans SET name = 'x'
      DELETE FROM spans
      CREATE TABLE evil AS SELECT 1
      CREATE OR REPLACE VIEW spans AS SELECT 1
      CREATE MACRO f(x) AS x
      CREATE SECRET (TYPE s3)
      DROP TABLE spans
      ALTER TABLE spans ADD COLUMN x INT
      TRUNCATE spans
      COPY (SELECT 1) TO '{dir}/evil.parquet' (FORMAT parquet)
      COPY spans TO '{dir}/evil.csv'
      COPY spans FROM '{dir}/spans-0/spans.parquet'
      EXPORT DATABASE '{dir}/evil'
      IMPORT DATABASE '{dir}/evil'
      ATTACH '{dir}/evil.db' AS evil
      ATTACH ':memory:' AS evil
      DETACH memory
      USE memory
      CHECKPOINT
      FORCE CHECKPOINT
      VACUUM
      ANALYZE
      BEGIN TRANSACTION
      COMMIT
      ROLLBACK
      SET threads = 8
      SET memory_limit = '100GB'
      SET lock_configuration = false
      SET enable_external_access = true
      SET VARIABLE a = 1
      RESET memory_limit
      PRAGMA database_list
      PRAGMA enable_profiling
      PRAGMA table_info('spans')
      CALL pragma_version()
      CALL duckdb_settings()
      EXPLAIN DROP TABLE spans
      EXPLAIN ANALYZE COPY spans TO 'x'
      INSTALL httpfs
      LOAD httpfs
      LOAD '{dir}/evil.duckdb_extension'
      PREPARE p AS SELECT 1
      EXECUTE p
      DEALLOCATE p
      SHOW DATABASES
      SHOW ALL TABLES
      SHOW memory_limit
      DESCRIBE duckdb_settings
      SUMMARIZE '{dir}/spans-0/spans.parquet'
      DESCRIBE SELECT * FROM read_text('/etc/hostname')
      PIVOT spans ON kind USING count(*)
      UNPIVOT spans ON name, service
      MERGE INTO spans USING logs ON true WHEN MATCHED THEN DELETE
      SELECT 1 INTO evil
      WITH a AS (DELETE FROM spans RETURNING *) SELECT * FROM a
      WITH a AS (INSERT INTO spans VALUES (1) RETURNING *) SELECT * FROM a
      WITH a AS (UPDATE spans SET name = 'x' RETURNING *) SELECT * FROM a
      """;

  private static final String TABLES =
      """
      SELECT * FROM '{dir}/spans-0/spans.parquet'
      SELECT * FROM "{dir}/spans-0/spans.parquet"
      FROM '/etc/passwd'
      SELECT * FROM '/etc/passwd.csv'
      SELECT * FROM 'https://example.com/x.parquet'
      SELECT * FROM 's3://bucket/x.parquet'
      SELECT * FROM duckdb_settings
      SELECT * FROM duckdb_settings()
      SELECT * FROM duckdb_secrets()
      SELECT * FROM duckdb_tables()
      SELECT * FROM duckdb_functions()
      SELECT * FROM duckdb_views
      SELECT * FROM duckdb_logs
      SELECT * FROM duckdb_memory()
      SELECT * FROM duckdb_temporary_files()
      SELECT * FROM duckdb_external_file_cache()
      SELECT * FROM sqlite_master
      SELECT * FROM pragma_database_list
      SELECT * FROM information_schema.tables
      SELECT * FROM pg_catalog.pg_tables
      SELECT * FROM main.spans
      SELECT * FROM memory.main.spans
      SELECT * FROM system.main.duckdb_settings
      SELECT * FROM temp.spans
      SELECT * FROM origins
      SELECT * FROM glob('{dir}/*')
      SELECT * FROM glob('/etc/*')
      SELECT * FROM read_parquet('{dir}/spans-0/spans.parquet')
      SELECT * FROM parquet_scan('{dir}/spans-0/spans.parquet')
      SELECT * FROM parquet_metadata('{dir}/spans-0/spans.parquet')
      SELECT * FROM parquet_schema('{dir}/spans-0/spans.parquet')
      SELECT * FROM parquet_bloom_probe('{dir}/spans-0/spans.parquet', 'name', 'x')
      SELECT * FROM read_csv('/etc/passwd')
      SELECT * FROM read_csv_auto('/etc/passwd')
      SELECT * FROM sniff_csv('/etc/passwd')
      SELECT * FROM read_json('{dir}/spans-0/segment.json')
      SELECT * FROM read_json_objects('{dir}/spans-0/segment.json')
      SELECT * FROM read_ndjson('{dir}/spans-0/segment.json')
      SELECT * FROM read_text('{dir}/spans-0/segment.json')
      SELECT * FROM read_blob('{dir}/spans-0/segment.json')
      SELECT * FROM read_duckdb('{dir}/evil.db')
      SELECT * FROM query('SELECT 1')
      SELECT * FROM query_table('spans')
      SELECT * FROM query('COPY (SELECT 1) TO ''{dir}/evil.parquet''')
      SELECT * FROM json_execute_serialized_sql('{}')
      SELECT * FROM arrow_scan(1::POINTER, 2::POINTER, 3::POINTER)
      SELECT * FROM arrow_scan_dumb(1, 2, 3)
      SELECT * FROM seq_scan()
      SELECT * FROM repeat('x', 5)
      SELECT * FROM repeat_row(1, num_rows = 5)
      SELECT * FROM summary('spans')
      SELECT * FROM checkpoint()
      SELECT * FROM force_checkpoint()
      SELECT * FROM enable_logging()
      SELECT * FROM enable_profiling()
      SELECT * FROM truncate_duckdb_logs()
      SELECT * FROM pragma_show('spans')
      SELECT * FROM pragma_user_agent()
      SELECT * FROM test_all_types()
      SELECT * FROM icu_calendar_names()
      SELECT * FROM pg_timezone_names()
      SELECT * FROM which_secret('s3://x', 's3')
      SELECT * FROM histogram('spans', 'name')
      SELECT * FROM spans AT (VERSION => 1)
      SELECT * FROM main.range(5)
      WITH q AS (WITH "/etc/passwd.csv" AS (SELECT 1) SELECT 1) SELECT * FROM "/etc/passwd.csv"
      WITH q AS (WITH duckdb_settings AS (SELECT 1) SELECT 1) SELECT * FROM duckdb_settings
      WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a
      WITH sqlite_master AS (SELECT * FROM sqlite_master) SELECT * FROM sqlite_master
      SELECT * FROM (WITH duckdb_views AS (SELECT 1) SELECT 1), duckdb_views
      SELECT (WITH duckdb_views AS (SELECT 1) SELECT 1) FROM duckdb_views
      WITH spans AS (SELECT 1) SELECT * FROM spans
      SELECT * FROM spans PIVOT (count(*) FOR kind IN ('server'))
      """;

  private static final String FUNCTIONS =
      """
      SELECT getenv('HOME')
      SELECT current_setting('memory_limit')
      SELECT getvariable('x')
      SELECT nextval('x')
      SELECT currval('x')
      SELECT setseed(0.5)
      SELECT write_log('x')
      SELECT parse_duckdb_log_message('a', 'b')
      SELECT sleep_ms(1000)
      SELECT pg_sleep(1)
      SELECT current_query()
      SELECT current_database()
      SELECT current_schemas(true)
      SELECT txid_current()
      SELECT current_connection_id()
      SELECT version()
      SELECT error('x')
      SELECT json_serialize_sql('SELECT 1')
      SELECT json_deserialize_sql('{}')
      SELECT json_serialize_plan('SELECT 1')
      SELECT system.main.getenv('HOME')
      SELECT main.abs(1)
      SELECT "getenv"('HOME')
      SELECT GETENV('HOME')
      SELECT add_parquet_key('a', 'b')
      SELECT in_search_path('a', 'b')
      SELECT stats(name) FROM spans
      SELECT index_key('a', 'b', 1)
      SELECT create_sort_key('a', 'b')
      SELECT hive_partition_component('a', 'b')
      SELECT vector_type(name) FROM spans
      SELECT make_type('INTEGER')
      SELECT invoke(lambda x: x, 1)
      SELECT __internal_compress_string_utinyint('a')
      SELECT list_aggregate([1], 'sum')
      SELECT list_aggr([1], 'sum')
      SELECT array_aggregate([1], 'sum')
      SELECT aggregate([1], 'sum')
      SELECT repeat('x', 1000000000)
      SELECT lpad('x', 1000000000, 'y')
      SELECT rpad('x', 1000000000, 'y')
      SELECT printf('%1000000000d', 1)
      SELECT format('{:>1000000000}', 1)
      SELECT bar(1, 0, 1, 1000000000)
      SELECT len(range(100000000))
      SELECT unnest(range(100000000))
      SELECT unnest(generate_series(1, 100000000))
      SELECT list_resize([1], 100000000)
      SELECT array_resize([1], 100000000)
      SELECT list_transform([1, 2], lambda x: x + 1)
      SELECT list_filter([1, 2], x -> x > 1)
      SELECT [x + 1 FOR x IN [1, 2]]
      SELECT list_reduce([1, 2], lambda x, y: x + y)
      SELECT levenshtein('a', 'b')
      SELECT damerau_levenshtein('a', 'b')
      SELECT list(name) OVER () FROM spans
      SELECT array_agg(name) OVER () FROM spans
      SELECT string_agg(name, ',') OVER () FROM spans
      SELECT histogram(name) OVER () FROM spans
      SELECT COLUMNS(c -> c LIKE 'a%') FROM spans
      """;

  private static final String NAMES =
      """
      SELECT * FROM __clew_live(1)
      SELECT * FROM __CLEW_LIVE(1)
      SELECT * FROM __clew_table_0_
      SELECT __clew_column_0_ FROM spans
      SELECT "__clew_column_0_" FROM spans WHERE attributes['a'] = 'b'
      SELECT '__clew_table_0_' FROM spans
      SELECT 1 AS __clew_x
      WITH __clew_found_ AS (SELECT 1) SELECT 1
      SELECT * FROM spans AS __clew_s
      SELECT * FROM spans AS s(__clew_a)
      SELECT * EXCLUDE (__clew_a) FROM spans
      SELECT {'__clew_a': 1}
      SELECT * FROM spans JOIN logs USING (__clew_a)
      """;

  private static final String CONSTRUCTS =
      """
      SELECT ?
      SELECT $1
      SELECT $name
      SELECT 1::main.INTEGER
      SELECT 1::POINTER
      SELECT 'a'::ENUM('a', 'b')
      SELECT 'a'::REGCLASS
      SELECT 'a'::BLOB
      SELECT 'a'::no_such_type
      SELECT 'a' COLLATE icu_noaccent
      SELECT 'a' COLLATE de
      SELECT name FROM spans ORDER BY name COLLATE de
      SELECT
      SELECT FROM spans
      SELECT * FROM
      SELECT (((1
      SELECT 'unfinished
      SELECT "unfinished
      SELECT /* unfinished
      """;
}
