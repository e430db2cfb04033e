package dev.clew.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.LimitException.Limit;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a query may use, and how it ends when it wants more.
final class LimitsTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c";

  @TempDir Path folder;
  private SqlEngine engine;

  @BeforeEach
  void open() throws IOException {
    engine = SqlEngine.open(SqlOptions.withoutSpill(folder, 64L << 20, 2));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void rowsBeyondTheLimitAreCutOffAndSaidToBe() throws IOException {
    SqlLimits ten = new SqlLimits(10, 1 << 20, Duration.ofSeconds(30));

    SqlResult more =
        engine.query("SELECT * FROM range(11)", Answers.NOTHING, ten, new CancelToken());
    SqlResult exactly =
        engine.query("SELECT * FROM range(10)", Answers.NOTHING, ten, new CancelToken());
    SqlResult asked =
        engine.query("SELECT * FROM range(99) LIMIT 12", Answers.NOTHING, ten, new CancelToken());

    assertThat(((SqlResult.Table) more).rows()).hasSize(10);
    assertThat(((SqlResult.Table) more).isTruncated()).isTrue();
    assertThat(((SqlResult.Table) exactly).rows()).hasSize(10);
    assertThat(((SqlResult.Table) exactly).isTruncated()).isFalse();
    assertThat(((SqlResult.Table) asked).isTruncated()).isTrue();
  }

  @Test
  void aResultThatIsTooLargeIsCutOffAndSaidToBe() throws IOException {
    SqlLimits small = new SqlLimits(10_000, 10_000, Duration.ofSeconds(30));

    SqlResult result =
        engine.query(
            "SELECT md5(range::VARCHAR) FROM range(9000)",
            Answers.NOTHING,
            small,
            new CancelToken());

    assertThat(((SqlResult.Table) result).rows()).hasSizeBetween(50, 200);
    assertThat(((SqlResult.Table) result).isTruncated()).isTrue();
  }

  @Test
  void aHugeResultIsNotGatheredBeforeItIsCutOff() {
    SqlResult result = Answers.ask(engine, Answers.NOTHING, "SELECT * FROM range(100000000000)");

    assertThat(((SqlResult.Table) result).rows()).hasSize(Answers.AMPLE.maxRows());
  }

  @Test
  void theDeadlineEndsAQuery() throws IOException {
    SqlLimits hasty = new SqlLimits(10, 1 << 20, Duration.ofMillis(200));
    long start = System.nanoTime();

    SqlResult result = engine.query(ENDLESS, Answers.NOTHING, hasty, new CancelToken());

    assertThat(result).isInstanceOf(SqlResult.Stopped.class);
    assertThat(((SqlResult.Stopped) result).limit()).isEqualTo(Limit.DEADLINE);
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void aDeadlineThatHasPassedEndsAQueryBeforeItRuns() throws IOException {
    SqlLimits none = new SqlLimits(10, 1 << 20, Duration.ofNanos(1));

    SqlResult result = engine.query(ENDLESS, Answers.NOTHING, none, new CancelToken());

    assertThat(((SqlResult.Stopped) result).limit()).isEqualTo(Limit.DEADLINE);
  }

  @Test
  void cancellationEndsARunningQuery() throws Exception {
    CancelToken cancel = new CancelToken();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SqlResult> answer = threads.submit(endless(cancel));

      cancel.cancel();

      SqlResult result = answer.get(20, TimeUnit.SECONDS);
      assertThat(((SqlResult.Stopped) result).limit()).isEqualTo(Limit.CANCELLED);
    }
  }

  @Test
  void aCancelledTokenEndsAQueryBeforeItRuns() throws IOException {
    CancelToken cancel = new CancelToken();
    cancel.cancel();

    SqlResult result = engine.query(ENDLESS, Answers.NOTHING, Answers.AMPLE, cancel);

    assertThat(((SqlResult.Stopped) result).limit()).isEqualTo(Limit.CANCELLED);
  }

  @Test
  void interruptingTheCallerCancelsAndKeepsTheInterruption() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>("nothing");
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              SqlResult result = Answers.ask(engine, Answers.NOTHING, ENDLESS);
              seen.set(List.of(result, Thread.currentThread().isInterrupted()));
            });

    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
    assertThat(String.valueOf(seen.get())).contains("CANCELLED").endsWith("true]");
  }

  @Test
  void memoryIsBounded() {
    for (String greedy :
        List.of(
            "SELECT list(range) FROM range(100000000)",
            "SELECT count(*) FROM (SELECT range % 50000000 AS k, count(*) FROM range(100000000) GROUP BY k)",
            "SELECT md5(range::VARCHAR) AS m FROM range(50000000) ORDER BY m LIMIT 1 OFFSET 20000000",
            "SELECT string_agg(range::VARCHAR, ',') FROM range(100000000)",
            "SELECT count(*) FROM range(30000000) a JOIN range(30000000) b ON md5(a.range::VARCHAR) = md5(b.range::VARCHAR)")) {
      SqlResult result = Answers.ask(engine, Answers.NOTHING, greedy);

      assertThat(result).as(greedy).isInstanceOf(SqlResult.Stopped.class);
      assertThat(((SqlResult.Stopped) result).limit()).as(greedy).isEqualTo(Limit.MEMORY);
    }
    assertThat(Answers.value(engine, Answers.NOTHING, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void valuesThatDoubleAgainAndAgainAreStopped() {
    StringBuilder query = new StringBuilder("SELECT md5(range::VARCHAR) AS x FROM range(2000)");
    for (int i = 0; i < 40; i++) {
      query.insert(0, "SELECT x || x AS x FROM (").append(')');
    }

    SqlResult result =
        Answers.ask(engine, Answers.NOTHING, "SELECT max(length(x)) FROM (%s)".formatted(query));

    assertThat(result).isNotInstanceOf(SqlResult.Table.class);
  }

  @Test
  void whatMaySpillSpillsAndCleansUp() throws IOException {
    Path spill = folder.resolve("spill");
    try (SqlEngine spilling =
        SqlEngine.open(new SqlOptions(folder, 64L << 20, 2, spill, 4L << 30))) {
      assertThat(
              Answers.value(
                  spilling,
                  Answers.NOTHING,
                  "SELECT md5(range::VARCHAR) AS m FROM range(3000000) ORDER BY m LIMIT 1 OFFSET 2000000"))
          .hasSize(32);
    }

    assertThat(spill)
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  @Test
  void largeGroupsSpill() throws IOException {
    String groups =
        "SELECT count(*) FROM (SELECT md5(range::VARCHAR) AS m, count(*) FROM range(2000000) GROUP BY m)";

    assertThat(Answers.ask(engine, Answers.NOTHING, groups)).isInstanceOf(SqlResult.Stopped.class);
    try (SqlEngine spilling =
        SqlEngine.open(new SqlOptions(folder, 64L << 20, 2, folder.resolve("spill"), 4L << 30))) {
      assertThat(Answers.value(spilling, Answers.NOTHING, groups)).isEqualTo("2000000");
    }
  }

  @Test
  void whatMaySpillIsBounded() throws IOException {
    try (SqlEngine spilling =
        SqlEngine.open(new SqlOptions(folder, 64L << 20, 2, folder.resolve("spill"), 16L << 20))) {
      SqlResult result =
          Answers.ask(
              spilling,
              Answers.NOTHING,
              "SELECT md5(range::VARCHAR) AS m FROM range(9000000) ORDER BY m LIMIT 1 OFFSET 8000000");

      assertThat(result).isInstanceOf(SqlResult.Stopped.class);
      assertThat(((SqlResult.Stopped) result).limit()).isEqualTo(Limit.MEMORY);
    }
  }

  @Test
  void whatACrashLeftInTheSpillFolderIsDeleted() throws IOException {
    Path left = folder.resolve("spill").resolve("duckdb_temp_storage_DEFAULT-0.tmp");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "left");

    SqlEngine.open(new SqlOptions(folder, 64L << 20, 2, folder.resolve("spill"), 4L << 30)).close();

    assertThat(left).doesNotExist();
  }

  @Test
  void queriesRunBesideEachOther() throws Exception {
    RandomBatches batches = new RandomBatches(Seeds.random(7), 1_790_000_000_000_000_000L);
    List<SqlSource> sources =
        List.of(
            Answers.live(List.of(batches.spans(300)), List.of(), List.of()),
            Answers.live(List.of(batches.spans(500)), List.of(), List.of()));
    List<Callable<String>> asks = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SqlSource source = sources.get(i % 2);
      asks.add(() ->
          Answers.value(
              engine,
              source,
              "SELECT count(*) FROM spans WHERE attributes['cached'] IS NULL OR true"));
      expected.add(Integer.toString(source.live().spans().getFirst().size()));
    }
    CancelToken cancel = new CancelToken();
    List<String> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SqlResult> beside = threads.submit(endless(cancel));
      for (Future<String> answer : threads.invokeAll(asks)) {
        answers.add(answer.get());
      }
      cancel.cancel();
      beside.get();
    }

    assertThat(answers).isEqualTo(expected);
  }

  private Callable<SqlResult> endless(CancelToken cancel) {
    return () -> engine.query(ENDLESS, Answers.NOTHING, Answers.AMPLE, cancel);
  }
}
