package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomBatches;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryPlanTest {
  private static final String QUERY =
      "SELECT attributes['client.address'] AS a, count(*) FROM spans WHERE duration_nanos > 5 GROUP BY a ORDER BY 2";

  @TempDir Path folder;

  @Test
  void aPlanHasItsStepsWithExpectedRows() throws Exception {
    SqlResult.Table plan = explained("EXPLAIN " + QUERY);

    assertThat(plan.columns().stream().map(SqlColumn::name))
        .containsExactly("step", "expected_rows", "detail");
    assertThat(steps(plan)).anyMatch(step -> step.contains("group by"));
    assertThat(text(plan)).contains("attributes['client.address']").doesNotContain(Names.RESERVED);
  }

  @Test
  void anAnalysedPlanTellsRowsAndTimesAndNoFileOfTheMachine() throws Exception {
    SqlResult.Table plan = explained("  explain\n Analyze " + QUERY);

    assertThat(plan.columns().stream().map(SqlColumn::name))
        .containsExactly("step", "rows", "worked_ms", "detail");
    assertThat(steps(plan).getFirst()).doesNotStartWith(" ");
    assertThat(plan.rows()).anyMatch(row -> row.get(1).asLong() > 1);
    assertThat(text(plan)).doesNotContain(folder.toString()).doesNotContain(".parquet");
  }

  @Test
  void whatCannotBeRunCannotBeExplained() throws Exception {
    for (String sql :
        List.of(
            "EXPLAIN DROP TABLE spans",
            "EXPLAIN ANALYZE SELECT * FROM read_csv('/etc/passwd')",
            "EXPLAIN (FORMAT HTML) SELECT 1",
            "EXPLAIN EXPLAIN SELECT 1",
            "EXPLAIN",
            "EXPLAIN SELECT 1; SELECT 2")) {
      assertThat(answer(sql)).as(sql).isInstanceOf(SqlResult.Refused.class);
    }
    assertThat(((SqlResult.Refused) answer("EXPLAIN SELECT nothing FROM spans")).position())
        .isEqualTo(16);
  }

  private SqlResult.Table explained(String sql) throws Exception {
    SqlResult result = answer(sql);
    assertThat(result).as(sql).isInstanceOf(SqlResult.Table.class);
    return (SqlResult.Table) result;
  }

  private SqlResult answer(String sql) throws Exception {
    RandomBatches batches = new RandomBatches(new Random(7), 1_790_000_000_000_000_000L);
    List<SpanBatch> spans = List.of(batches.spans(200));
    Path root = folder.resolve("root-" + sql.hashCode());
    SqlSource source = new SqlSource(Answers.sealed(root, "spans", spans), Answers.NOTHING.live());
    try (SqlEngine engine = Answers.engine(root)) {
      return Answers.ask(engine, source, sql);
    }
  }

  private static List<String> steps(SqlResult.Table plan) {
    return plan.rows().stream().map(row -> row.getFirst().asText()).toList();
  }

  private static String text(SqlResult.Table plan) {
    return plan.rows().toString();
  }
}
