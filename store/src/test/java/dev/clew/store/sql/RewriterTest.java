package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where hidden columns are used, and where they must not be.
final class RewriterTest {
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void entriesOfMapsAreRead() {
    assertReplaced("SELECT attributes['k'] FROM spans");
    assertReplaced("SELECT s.attributes['k'] FROM spans s");
    assertReplaced("SELECT spans.attributes['k'] FROM spans");
    assertReplaced("SELECT Attributes['k'] FROM Spans");
    assertReplaced("SELECT resource['k'] FROM logs");
    assertReplaced("SELECT map_extract_value(attributes, 'k') FROM spans");
    assertReplaced("SELECT attributes['k']::BIGINT FROM spans");
    assertReplaced("SELECT * FROM spans WHERE attributes['k'] = 'x'");
    assertReplaced("SELECT s.* FROM spans AS s WHERE attributes['k'] = 'x'");
    assertReplaced("SELECT 1 FROM spans a JOIN logs b ON a.attributes['k'] = b.attributes['k']");
    assertReplaced("SELECT (SELECT s.attributes['k'] FROM range(1) AS r) FROM spans s");
    assertReplaced("WITH w AS (SELECT attributes['k'] FROM spans) SELECT * FROM w");
    assertReplaced("SELECT 1 UNION SELECT attributes['k'] FROM spans ORDER BY 1");
    assertReplaced("SELECT attributes['k'], count(*) FROM spans GROUP BY attributes['k']");
  }

  @Test
  void mapsAreReadWhereAnEntryCannotBeTold() {
    assertKept("SELECT s.*, l.body FROM spans s, logs l WHERE s.attributes['k'] = 'x'");
    assertKept("SELECT * EXCLUDE (name) FROM spans WHERE attributes['k'] = 'x'");
    assertKept("SELECT COLUMNS('n.*') FROM spans WHERE attributes['k'] = 'x'");
    assertKept("SELECT s FROM spans s WHERE attributes['k'] = 'x'");
    assertKept("SELECT count(s) FROM spans s WHERE attributes['k'] = 'x'");
    assertKept("SELECT 1 FROM spans NATURAL JOIN logs WHERE attributes['k'] = 'x'");
    assertKept("SELECT attributes['k'] FROM spans AS s(attributes)");
    assertKept("SELECT attributes['k'] FROM spans, range(1) AS r(attributes)");
    assertKept("SELECT attributes['k'] FROM (SELECT * FROM spans)");
    assertKept("SELECT attributes['k'] FROM spans, logs");
    assertKept("SELECT attributes['k'], count(*) FROM spans GROUP BY attributes");
    assertKept("SELECT name AS attributes FROM spans ORDER BY attributes['k']");
    assertKept("SELECT attributes[name] FROM spans");
    assertKept("WITH w AS (SELECT attributes FROM spans) SELECT attributes['k'] FROM w");
    assertKept(
        "SELECT attributes FROM spans UNION SELECT attributes FROM logs ORDER BY attributes['k']");
  }

  @Test
  void idsAreComparedAsTheyAreStored() {
    String trace = "'0123456789abcdef0123456789abcdef'";

    assertThat(rewritten("SELECT 1 FROM spans WHERE trace_id = " + trace)).contains("AS UUID");
    assertThat(rewritten("SELECT 1 FROM logs WHERE trace_id IN (%s, %s)".formatted(trace, trace)))
        .contains("AS UUID");
    assertThat(rewritten("SELECT 1 FROM spans WHERE span_id <> 'fedcba9876543210'"))
        .contains("'-81985529216486896'");
    assertThat(rewritten("SELECT 1 FROM spans s JOIN logs l ON s.trace_id = l.trace_id"))
        .doesNotContain("trace_id");
  }

  @Test
  void rowsAreGroupedByTraceIdsAsTheyAreStoredWhereNoneIsShown() {
    assertThat(rewritten("SELECT count(*) FROM spans GROUP BY trace_id"))
        .doesNotContain("trace_id");
    assertThat(rewritten("SELECT name, count(*) FROM spans s GROUP BY s.trace_id, name"))
        .doesNotContain("trace_id");
    for (String query :
        new String[] {
          "SELECT trace_id, count(*) FROM spans GROUP BY trace_id",
          "SELECT count(*) FROM spans GROUP BY trace_id ORDER BY trace_id",
          "SELECT count(*) FROM spans GROUP BY trace_id HAVING min(trace_id) > ''",
          "SELECT name AS trace_id FROM spans GROUP BY trace_id",
          "SELECT count(*) FROM spans GROUP BY upper(trace_id)",
          "SELECT count(*) FROM spans, logs GROUP BY trace_id",
        }) {
      assertThat(rewritten(query)).as(query).contains("trace_id");
    }
  }

  @Test
  void whetherASpanHasAParentNeedsNoText() {
    for (String query :
        new String[] {
          "SELECT name FROM spans WHERE parent_span_id IS NULL",
          "SELECT 1 FROM spans s JOIN logs l ON s.parent_span_id IS NOT NULL",
          "SELECT min(name) FILTER (parent_span_id IS NULL) AS root FROM spans GROUP BY trace_id",
          "SELECT count_if(parent_span_id IS NULL) AS roots FROM spans GROUP BY name",
        }) {
      assertThat(rewritten(query)).as(query).doesNotContain("parent_span_id");
    }
    for (String query :
        new String[] {
          "SELECT parent_span_id IS NULL, count(*) FROM spans GROUP BY parent_span_id",
          "SELECT parent_span_id, parent_span_id IS NULL FROM spans GROUP BY 1",
          "SELECT parent_span_id AS p, p IS NULL FROM spans GROUP BY p",
          "SELECT name FROM (SELECT name, parent_span_id FROM spans) WHERE parent_span_id IS NULL",
        }) {
      assertThat(rewritten(query)).as(query).contains("parent_span_id");
    }
    assertThat(rewritten("SELECT 1 FROM spans WHERE span_id IS NULL")).contains("span_id");
  }

  @Test
  void idsAreComparedAsTextWhereTheStoredFormIsNotAtHand() {
    for (String query :
        new String[] {
          "SELECT 1 FROM spans WHERE trace_id = 'abc'",
          "SELECT 1 FROM spans WHERE trace_id = '0123456789ABCDEF0123456789abcdef'",
          "SELECT 1 FROM spans WHERE trace_id > '0123456789abcdef0123456789abcdef'",
          "SELECT 1 FROM spans WHERE trace_id = span_id",
          "SELECT 1 FROM spans WHERE trace_id IN ('0123456789abcdef0123456789abcdef', 'x')",
          "SELECT trace_id FROM spans GROUP BY 1 HAVING trace_id = '0123456789abcdef0123456789abcdef'",
        }) {
      assertThat(rewritten(query)).as(query).contains("trace_id").doesNotContain("UUID");
    }
  }

  @Test
  void onlyFirstRowsWithCostlyColumnsAreReadLate() {
    assertThat(rewritten("SELECT * FROM spans ORDER BY start_time LIMIT 5"))
        .contains(LateRows.FOUND);
    assertThat(rewritten("SELECT name, attributes FROM spans ORDER BY 1 LIMIT 5"))
        .contains(LateRows.FOUND);
    for (String query :
        new String[] {
          "SELECT * FROM spans LIMIT 5",
          "SELECT * FROM spans ORDER BY start_time",
          "SELECT name, start_time FROM spans ORDER BY start_time LIMIT 5",
          "SELECT DISTINCT attributes FROM spans ORDER BY 1 LIMIT 5",
          "SELECT attributes, count(*) FROM spans GROUP BY 1 ORDER BY 2 LIMIT 5",
          "SELECT attributes, row_number() OVER () FROM spans ORDER BY name LIMIT 5",
          "SELECT attributes, unnest([1, 2]) FROM spans ORDER BY name LIMIT 5",
          "SELECT attributes, (SELECT 1) FROM spans ORDER BY name LIMIT 5",
          "SELECT attributes FROM spans TABLESAMPLE 10% ORDER BY name LIMIT 5",
          "SELECT attributes FROM spans USING SAMPLE 10 ORDER BY name LIMIT 5",
          "SELECT attributes FROM spans ORDER BY ALL LIMIT 5",
          "SELECT attributes FROM spans ORDER BY name LIMIT 5%",
          "SELECT name AS a, name AS a, attributes FROM spans ORDER BY a LIMIT 5",
          "SELECT upper(name) AS name, attributes FROM spans ORDER BY name || 'x' LIMIT 5",
        }) {
      assertThat(rewritten(query)).as(query).doesNotContain(LateRows.FOUND);
    }
  }

  @Test
  void resultsKeepTheNamesThatWereWritten() {
    assertThat(rewritten("SELECT  lower( attributes['ключ'] ) FROM spans"))
        .contains("AS \"lower( attributes['ключ'] )\"");
    assertThat(rewritten("SELECT attributes['k'] AS k FROM spans")).contains("AS k");
    assertThat(rewritten("SELECT now() FROM spans")).contains("AS \"now()\"");
  }

  @Test
  void entriesOfAttributesAreReadWithoutTheMap() {
    assertReplaced("SELECT map_entries(attributes) FROM spans");
    assertReplaced("SELECT unnest(map_entries(s.attributes)) AS e FROM spans s");
    assertKept("SELECT map_entries(resource) FROM spans");
    assertKept("SELECT map_entries(attributes) FROM (SELECT * FROM spans)");
    assertKept("SELECT map_entries(attributes), * FROM spans, logs");
  }

  @Test
  void quantilesAreExactOnlyWhereTheyMayBe() {
    String query =
        "SELECT approx_quantile(duration_ms, 0.5) FILTER (attributes['k'] = 'x') FROM spans";

    assertThat(rewritten(query, false)).contains("approx_quantile(duration_ms");
    assertThat(rewritten(query, true))
        .contains("quantile_disc(duration_ms")
        .contains(Names.column(0))
        .contains("AS \"approx_quantile(duration_ms, 0.5) FILTER (attributes['k'] = 'x')\"");
    assertThat(rewritten("SELECT approx_quantile(duration_ms, 0.5) OVER () FROM spans", true))
        .contains("approx_quantile(duration_ms");
  }

  private void assertReplaced(String query) {
    assertThat(rewritten(query)).as(query).contains(Names.column(0));
  }

  private void assertKept(String query) {
    assertThat(rewritten(query)).as(query).doesNotContain(Names.column(0));
  }

  private String rewritten(String query) {
    return rewritten(query, false);
  }

  private String rewritten(String query, boolean hasExactQuantiles) {
    try {
      ObjectNode statement = Syntax.parseWritten(connection, query);
      Rewriter.rewrite(statement, query, hasExactQuantiles);
      return Syntax.print(connection, statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(query, failure);
    }
  }
}
