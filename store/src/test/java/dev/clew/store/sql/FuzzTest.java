package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is asked, there is an outcome.
final class FuzzTest {
  private static final SqlLimits LIMITS = new SqlLimits(100, 1 << 20, Duration.ofSeconds(5));
  private static final String[] WORDS = {
    "SELECT",
    "FROM",
    "spans",
    "logs",
    "WHERE",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "(",
    ")",
    ",",
    "*",
    "attributes['k']",
    "attributes",
    "resource",
    "trace_id",
    "=",
    "<>",
    "AND",
    "OR",
    "NOT",
    "'x'",
    "1",
    "name",
    "s",
    "AS",
    "JOIN",
    "ON",
    "USING",
    "count(*)",
    "max(",
    "UNION ALL",
    "WITH",
    "IN",
    "now()",
    "INTERVAL 1 HOUR",
    "start_time",
    "-",
    "||",
    "::INT",
    "[",
    "]",
    "NULL",
    "DISTINCT",
    "CASE",
    "WHEN",
    "THEN",
    "END",
    "EXISTS",
    "range(3)",
    "unnest(",
    "DESCRIBE",
    "SUMMARIZE",
    ".",
    "OVER ()",
    "ALL",
    "BETWEEN",
    "LATERAL",
    "VALUES",
    ";",
    "--",
    "/*",
    "\"",
    "'",
    "$$",
    "{",
    "}"
  };

  @TempDir Path folder;

  @Test
  void everyQueryHasAnOutcome() throws IOException {
    SqlSource source =
        Answers.live(
            List.of(new RandomBatches(Seeds.random(1), 1_790_000_000_000_000_000L).spans(5)),
            List.of(),
            List.of());
    List<String> questions = Questions.all();
    try (SqlEngine engine = Answers.engine(folder)) {
      Seeds.forEach(
          1_500,
          random -> {
            String query = random.nextBoolean() ? words(random) : mutated(random, questions);
            assertThat(engine.query(query, source, LIMITS, new CancelToken()))
                .as(query)
                .isNotNull();
          });
    }
  }

  private static String words(RandomGenerator random) {
    StringBuilder query = new StringBuilder("SELECT ");
    for (int i = random.nextInt(20); i >= 0; i--) {
      query.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return query.toString();
  }

  /// A good query with some words put in, taken out or exchanged.
  private static String mutated(RandomGenerator random, List<String> questions) {
    List<String> parts =
        new ArrayList<>(List.of(questions.get(random.nextInt(questions.size())).split(" ")));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(parts.size());
      switch (random.nextInt(3)) {
        case 0 -> parts.set(at, WORDS[random.nextInt(WORDS.length)]);
        case 1 -> parts.add(at, WORDS[random.nextInt(WORDS.length)]);
        default -> parts.set(at, "");
      }
    }
    return String.join(" ", parts);
  }
}
