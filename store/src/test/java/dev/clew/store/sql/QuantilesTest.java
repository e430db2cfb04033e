package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When quantiles are computed exactly.
final class QuantilesTest {
  private static final long MEMORY = 512L << 20;
  private static final String QUERY = "SELECT approx_quantile(duration_ms, 0.5) FROM spans";

  @Test
  void theyAreExactWhileTheRowsFitIntoTheirShareOfMemory() throws SQLException {
    assertThat(areExact(QUERY, 16L << 20)).isTrue();
    assertThat(areExact(QUERY, (16L << 20) + 1)).isFalse();
  }

  @Test
  void twoOfThemHaveHalfAsMuchEach() throws SQLException {
    String two =
        "SELECT approx_quantile(duration_ms, 0.5), approx_quantile(duration_ms, 0.9) FROM spans";

    assertThat(areExact(two, 8L << 20)).isTrue();
    assertThat(areExact(two, 9L << 20)).isFalse();
  }

  @Test
  void theyStayApproximateWhereRowsMayMultiply() throws SQLException {
    for (String query :
        List.of(
            "SELECT approx_quantile(duration_ms, 0.5) FROM spans, range(10)",
            "SELECT approx_quantile(duration_ms, 0.5) FROM spans JOIN logs USING (trace_id)",
            "SELECT approx_quantile(d, 0.5) FROM (SELECT duration_ms AS d, unnest([1, 2]) FROM spans)",
            "WITH s AS (SELECT * FROM spans) SELECT approx_quantile(duration_ms, 0.5) FROM s",
            "SELECT approx_quantile(d, 0.5) FROM (VALUES (1)) AS v(d)")) {
      assertThat(areExact(query, 1)).as(query).isFalse();
    }
  }

  @Test
  void otherTablesDoNotMatter() throws SQLException {
    assertThat(areExact("SELECT approx_quantile(severity_number, 0.5) FROM logs", 1L << 40))
        .isTrue();
  }

  private static boolean areExact(String query, long spans) throws SQLException {
    SqlSegment segment =
        new SqlSegment(
            Path.of("none"), Signal.TRACES, spans, new SqlLayout(Set.of(), Map.of()), _ -> true);
    SqlSource source = new SqlSource(List.of(segment), Answers.NOTHING.live());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return Quantiles.areExact(Syntax.parseWritten(connection, query), source, MEMORY);
    }
  }
}
