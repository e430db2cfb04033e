package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.live.Chunks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Segments that DuckDB wrote, with what the writer of segments does seldom or never.
final class HandMadeSegmentsTest {
  private static final String TRACE = "0123456789abcdef0123456789abcdef";
  private static final List<String> ODD_KEYS =
      List.of(
          "a\"b", "x'y", "ключ", "日本語", "a/b", "a~1b", "$.a", "a.b", "A", "a", " ", "\\", "#int",
          "a#int", "*", "[0]", "😀", "{x}", "%s", "a\tb", "--", "'; DROP", "\"", "''");

  @TempDir Path folder;
  private SqlEngine engine;

  @BeforeEach
  void open() throws IOException {
    engine = Answers.engine(folder);
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void everyPlaceOfAnAttributeIsRead() throws Exception {
    SqlSource source =
        source(
            segment("text", "'x' AS \"a.k\"", Set.of("a.k"), Map.of()),
            segment("number", "7::BIGINT AS \"a.k#int\"", Set.of("a.k#int"), Map.of()),
            segment("real", "1e-7 AS \"a.k#double\"", Set.of("a.k#double"), Map.of()),
            segment("truth", "true AS \"a.k#bool\"", Set.of("a.k#bool"), Map.of()),
            segment("other", rest("{\"k\":\"y\"}"), Set.of(), others("k", ValueType.STRING)),
            segment("otherReal", rest("{\"k\":1.0E-7}"), Set.of(), others("k", ValueType.DOUBLE)),
            segment(
                "both",
                "NULL::VARCHAR AS \"a.k\", " + rest("{\"k\":5}"),
                Set.of("a.k"),
                others("k", ValueType.INT)),
            segment("unknown", rest("{\"k\":[1,\"z\"]}"), Set.of(), null),
            segment("none", rest("{\"n\":1}"), Set.of(), others("n", ValueType.INT)));

    assertThat(
            Answers.rows(
                    engine,
                    source,
                    "SELECT name, attributes['k'], attributes FROM spans ORDER BY name")
                .toString())
        .isEqualTo(
            """
            [["both", "5", {"k":"5"}], ["none", null, {"n":"1"}], ["number", "7", {"k":"7"}], \
            ["other", "y", {"k":"y"}], ["otherReal", "1e-07", {"k":"1e-07"}], \
            ["real", "1e-07", {"k":"1e-07"}], ["text", "x", {"k":"x"}], \
            ["truth", "true", {"k":"true"}], ["unknown", "[1,\\"z\\"]", {"k":"[1,\\"z\\"]"}]]\
            """);
    assertThat(
            Answers.value(engine, source, "SELECT count(*) FROM spans WHERE attributes['k'] = '7'"))
        .isEqualTo("1");
  }

  @Test
  void keysMayHoldAnything() throws Exception {
    SpanBatch live = new SpanBatch();
    StringBuilder json = new StringBuilder("{");
    for (String key : ODD_KEYS) {
      json.append(json.length() == 1 ? "" : ",")
          .append('"')
          .append(key.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t"))
          .append("\":\"<")
          .append(ODD_KEYS.indexOf(key))
          .append(">\"");
      live.attributes()
          .add(
              live.strings().add(key),
              ValueType.STRING,
              live.strings().add("<" + ODD_KEYS.indexOf(key) + ">"));
    }
    live.spanId(0, 9);
    live.endRow();
    SqlSource sealed = source(segment("odd", rest(json + "}"), Set.of(), null));
    SqlSource unsealed = Answers.live(List.of(live), List.of(), List.of());

    for (SqlSource source : List.of(sealed, unsealed)) {
      for (String key : ODD_KEYS) {
        String literal = Names.literal(key);
        String expected = "<" + ODD_KEYS.indexOf(key) + ">";
        assertThat(
                Answers.value(
                    engine, source, "SELECT attributes[%s] FROM spans".formatted(literal)))
            .as(key)
            .isEqualTo(expected);
        assertThat(
                Answers.value(
                    engine,
                    source,
                    "SELECT map_values(attributes)[list_position(map_keys(attributes), %s)] FROM spans"
                        .formatted(literal)))
            .as(key)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void dedicatedColumnsMayHaveOddNames() throws Exception {
    SqlSource source =
        source(
            segment(
                "odd",
                "'1' AS \"a.x'y\", '2' AS \"a.a\"\"b\"",
                Set.of("a.x'y", "a.a\"b"),
                Map.of()));

    assertThat(
            Answers.rows(
                    engine,
                    source,
                    "SELECT attributes['x''y'], attributes['a\"b'], attributes FROM spans")
                .toString())
        .isEqualTo("[[\"1\", \"2\", {\"a\\\"b\":\"2\",\"x'y\":\"1\"}]]");
  }

  @Test
  void aKeyThatStandsTwiceDoesNotHideTheOthers() throws Exception {
    SqlSource source =
        source(segment("twice", rest("{\"k\":1,\"a/b\":2,\"k\":3}"), Set.of(), null));

    assertThat(
            Answers.rows(
                    engine,
                    source,
                    """
                    SELECT attributes['k'], a['k'], a['a/b'], cardinality(a)
                    FROM (SELECT attributes, attributes AS a FROM spans)
                    """)
                .toString())
        .isEqualTo("[[\"1\", \"1\", \"2\", 2]]");
  }

  @Test
  void numbersThatAreNoneReadAlikeEverywhere() throws Exception {
    SqlSource source =
        source(
            segment("column", "'nan'::DOUBLE AS \"a.k#double\"", Set.of("a.k#double"), Map.of()),
            segment("infinite", "'-inf'::DOUBLE AS \"a.k#double\"", Set.of("a.k#double"), Map.of()),
            segment("missing", "NULL::DOUBLE AS \"a.k#double\"", Set.of("a.k#double"), Map.of()),
            segment("other", rest("{\"k\":{\"@double\":\"NaN\"}}"), Set.of(), null));

    assertThat(
            Answers.rows(
                    engine, source, "SELECT attributes['k'], attributes FROM spans ORDER BY name")
                .toString())
        .isEqualTo(
            """
            [["{\\"@double\\":\\"NaN\\"}", {"k":"{\\"@double\\":\\"NaN\\"}"}], \
            ["{\\"@double\\":\\"-Infinity\\"}", {"k":"{\\"@double\\":\\"-Infinity\\"}"}], \
            [null, {}], ["{\\"@double\\":\\"NaN\\"}", {"k":"{\\"@double\\":\\"NaN\\"}"}]]\
            """);
  }

  @Test
  void clocksMayBeYearsOff() throws Exception {
    SqlSource source =
        source(
            times("ages", Long.MIN_VALUE, Long.MAX_VALUE),
            times("backward", 1_000, -500),
            times("end", Long.MAX_VALUE, Long.MAX_VALUE),
            times("zero", 0, 0));

    assertThat(
            Answers.rows(
                    engine,
                    source,
                    "SELECT start_time, end_time, duration_nanos FROM spans ORDER BY name")
                .toString())
        .isEqualTo(
            """
            [["1677-09-21T00:12:43.145224194Z", "1969-12-31T23:59:59.999999999Z", 9223372036854775807], \
            ["1970-01-01T00:00:00.000001Z", "1970-01-01T00:00:00.0000005Z", 0], \
            ["2262-04-11T23:47:16.854775806Z", "2262-04-11T23:47:16.854775806Z", 9223372036854775807], \
            ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0]]\
            """);
  }

  @Test
  void onlySegmentsThatMayHoldTheTraceAreRead() throws Exception {
    SqlSegment readable = segment("readable", "1 AS one", Set.of(), Map.of());
    SqlSegment missing =
        new SqlSegment(
            folder.resolve("missing"),
            Signal.TRACES,
            1,
            new SqlLayout(Set.of(), Map.of()),
            id -> !id.equals(TraceId.parse(TRACE)));
    SqlSource source = source(readable, missing);

    assertThat(
            Answers.value(
                engine,
                source,
                "SELECT count(*) FROM spans WHERE trace_id = '%s' AND name <> ''".formatted(TRACE)))
        .isEqualTo("1");
  }

  private SqlSource source(SqlSegment... segments) {
    return new SqlSource(List.of(segments), new Chunks(List.of(), List.of(), List.of()));
  }

  private static String rest(String json) {
    return Names.literal(json) + " AS attributes";
  }

  private static Map<String, Set<ValueType>> others(String key, ValueType type) {
    return Map.of(key, Set.of(type));
  }

  private SqlSegment times(String name, long start, long duration)
      throws IOException, SQLException {
    write(
        name,
        "'x' AS \"a.k\", NULL::VARCHAR AS attributes",
        "'%d'::BIGINT".formatted(start),
        "'%d'::BIGINT".formatted(duration));
    return new SqlSegment(
        folder.resolve(name), Signal.TRACES, 1, new SqlLayout(Set.of("a.k"), Map.of()), _ -> true);
  }

  /// A segment of one span.
  private SqlSegment segment(
      String name,
      String attributes,
      Set<String> columns,
      @org.jspecify.annotations.Nullable Map<String, Set<ValueType>> others)
      throws IOException, SQLException {
    String all =
        attributes.contains("AS attributes")
            ? attributes
            : attributes + ", NULL::VARCHAR AS attributes";
    write(name, all, "1790000000000000000", "5000000::BIGINT");
    return new SqlSegment(
        folder.resolve(name), Signal.TRACES, 1, new SqlLayout(columns, others), _ -> true);
  }

  private void write(String name, String attributes, String start, String duration)
      throws IOException, SQLException {
    Path target = Files.createDirectories(folder.resolve(name));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          COPY (SELECT '%s'::UUID AS trace_id, 255::BIGINT AS span_id, 0::BIGINT AS parent_span_id,
            %s AS start_nanos, %s AS duration_nanos, '%s' AS name, 'service' AS service,
            2::TINYINT AS kind, 1::TINYINT AS status, 1 AS flags, 0 AS resource_id, 0 AS scope_id,
            1 AS nested_left, 2 AS nested_right, 0 AS nested_parent, %s)
          TO '%s' (FORMAT parquet)
          """
              .formatted(
                  TRACE, start, duration, name, attributes, target.resolve("spans.parquet")));
      statement.execute(
          """
          COPY (SELECT * FROM (VALUES (0, false, 'service', '', '{"service.name":"service"}'),
            (0, true, 'scope', '1.0', '{}')) t(origin_id, is_scope, name, version, attributes))
          TO '%s' (FORMAT parquet)
          """
              .formatted(target.resolve("origins.parquet")));
    }
  }
}
