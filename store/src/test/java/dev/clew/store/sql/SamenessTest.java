package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.store.live.Chunks;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same rows give the same answers wherever they are, and the answers that DuckDB gives when it
/// is asked about plain tables with the promised columns.
final class SamenessTest {
  private static final long BASE = 1_790_000_000_000_000_000L;

  @TempDir Path folder;

  @Test
  void liveSealedAndSplitRowsGiveTheAnswersOfPlainTables() {
    Seeds.forEach(
        3,
        random -> {
          RandomBatches batches = new RandomBatches(random, BASE);
          List<SpanBatch> spans =
              List.of(batches.spans(40), batches.spans(3), rareKeys(batches, 60));
          List<LogBatch> logs = List.of(batches.logs(30), batches.logs(10));
          Path root = folder.resolve("seed-" + random.nextInt(Integer.MAX_VALUE));
          SqlSource live = Answers.live(spans, logs, List.of());
          SqlSource sealed = sealed(root, spans, logs);
          SqlSource split = split(sealed, spans, logs);
          try (SqlEngine engine = Answers.engine(root);
              PlainTables plain = PlainTables.copy(engine, live)) {
            for (String question : Questions.all()) {
              String query = filled(question, spans.getFirst());
              SqlResult.Table expected = plain.ask(query);
              assertAnswer(engine, live, query, expected);
              assertAnswer(engine, sealed, query, expected);
              assertAnswer(engine, split, query, expected);
            }
          }
        });
  }

  private static void assertAnswer(
      SqlEngine engine, SqlSource source, String query, SqlResult.Table expected) {
    SqlResult.Table answer = Answers.table(engine, source, query);
    assertThat(answer.rows()).as(query).isEqualTo(expected.rows());
    assertThat(answer.columns().stream().map(SqlColumn::type))
        .as(query)
        .isEqualTo(expected.columns().stream().map(SqlColumn::type).toList());
  }

  private static SqlSource sealed(Path root, List<SpanBatch> spans, List<LogBatch> logs)
      throws Exception {
    List<SqlSegment> segments = new ArrayList<>(Answers.sealed(root, "spans", spans));
    segments.addAll(Answers.sealed(root, "logs", logs));
    return new SqlSource(segments, Answers.NOTHING.live());
  }

  /// The first batch of each signal live, the others sealed.
  private static SqlSource split(SqlSource sealed, List<SpanBatch> spans, List<LogBatch> logs) {
    List<SqlSegment> segments =
        sealed.segments().stream()
            .filter(segment -> !segment.folder().toString().endsWith("-0"))
            .toList();
    return new SqlSource(
        segments, new Chunks(List.of(spans.getFirst()), List.of(logs.getFirst()), List.of()));
  }

  /// Spans of which one in a hundred or less has an attribute, so that none gets its own column.
  private static SpanBatch rareKeys(RandomBatches batches, int traces) {
    SpanBatch sparse = new SpanBatch();
    SpanBatch source = batches.spans(1);
    SpanBatch plain = batches.spans(traces);
    sparse.appendAll(source);
    for (int row = 0; row < plain.size(); row++) {
      int target = sparse.size();
      sparse.traceIdHigh(target, plain.traceIdHigh(row));
      sparse.traceIdLow(target, plain.traceIdLow(row));
      sparse.spanId(target, plain.spanId(row));
      sparse.startNanos(target, plain.startNanos(row));
      sparse.endNanos(target, plain.endNanos(row));
      sparse.name(target, sparse.strings().add("bare"));
      sparse.endRow();
    }
    return sparse;
  }

  private static String filled(String question, SpanBatch spans) {
    String trace = spans.traceId(5).hex();
    return question
        .replace("{trace}", trace)
        .replace("{upper}", trace.toUpperCase(Locale.ROOT))
        .replace("{span}", HexFormat.of().toHexDigits(spans.spanId(5)));
  }
}
