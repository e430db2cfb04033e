package dev.clew.query.promql.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.LimitException.Limit;
import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.SmallStack;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.run.StopSignal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Queries written to take more than there is: each ends at a limit that it names.
final class LimitsTest {
  private static final MemorySeries DATA = data();
  private static final int SERIES = 200;

  private static MemorySeries data() {
    MemorySeries data = new MemorySeries();
    for (int i = 0; i < SERIES; i++) {
      for (long time = 0; time < 600_000; time += 10_000) {
        data.add(Labels.of(Labels.NAME, "m_total", "i", "" + i), time, (double) (i + time));
      }
    }
    return data;
  }

  private static QueryOutcome run(String text, QueryLimits limits, StopSignal stop) {
    Expression query = ((Parsed.Ok) PromQl.parse(text)).query();
    return new PromEngine(DATA, limits).run(PromQuery.at(query, text, 600_000), stop);
  }

  private static void assertLimited(String text, QueryLimits limits, String message) {
    SmallStack.run(() ->
        assertThat(run(text, limits, StopSignal.NEVER))
            .as(text)
            .isEqualTo(new QueryOutcome.Failed(QueryOutcome.Kind.LIMIT, message)));
  }

  private static void assertAnswered(String text, QueryLimits limits) {
    assertThat(run(text, limits, StopSignal.NEVER))
        .as(text)
        .isInstanceOf(QueryOutcome.Answer.class);
  }

  private static void assertTooManySamples(String text, QueryLimits limits) {
    assertLimited(
        text,
        limits,
        "query processing would load too many samples into memory in query execution");
  }

  @Test
  void aSelectorOfEverythingEndsAtTheSeriesLimit() {
    assertLimited(
        "{__name__=~\".+\"}",
        QueryLimits.DEFAULT.withMaxSeries(SERIES - 1),
        "query would select more than 199 series; narrow its selectors");
    assertAnswered("{__name__=~\".+\"}", QueryLimits.DEFAULT.withMaxSeries(SERIES));
  }

  @Test
  void severalSelectorsShareTheSeriesLimit() {
    assertLimited(
        "m_total or m_total",
        QueryLimits.DEFAULT.withMaxSeries(2 * SERIES - 1),
        "query would select more than 399 series; narrow its selectors");
  }

  @Test
  void samplesThatAreKeptAreLimited() {
    assertTooManySamples("m_total", QueryLimits.DEFAULT.withMaxSamples(SERIES - 1));
    assertTooManySamples("m_total[10m]", QueryLimits.DEFAULT.withMaxSamples(1_000));
    assertTooManySamples("topk(1, m_total)", QueryLimits.DEFAULT.withMaxSamples(SERIES - 1));
    assertTooManySamples("m_total * m_total", QueryLimits.DEFAULT.withMaxSamples(SERIES));
  }

  @Test
  void aSumHoldsOneSeriesAtATime() {
    assertAnswered("sum(rate(m_total[10m]))", QueryLimits.DEFAULT.withMaxSamples(70));
    assertTooManySamples("sum(rate(m_total[10m]))", QueryLimits.DEFAULT.withMaxSamples(50));
  }

  @Test
  void samplesThatAreReadAreLimited() {
    assertLimited(
        "sum(rate(m_total[10m]))",
        QueryLimits.DEFAULT.withMaxReadSamples(1_000),
        "query would read more than 1,000 samples; shorten its ranges");
  }

  @Test
  void subqueriesOfTooManyStepsAreRefusedBeforeTheyTakeMemory() {
    assertTooManySamples("max_over_time(m_total[100y:1ms])", QueryLimits.DEFAULT);
    assertTooManySamples(
        "max_over_time(max_over_time(m_total[1y:1s])[100y:1s])", QueryLimits.DEFAULT);
    assertTooManySamples("max_over_time(vector(1)[290y:1ms] offset -290y)", QueryLimits.DEFAULT);
  }

  @Test
  void memoryIsLimited() {
    assertLimited(
        "max_over_time(m_total[1d:1s])",
        QueryLimits.DEFAULT.withMaxBytes(100_000),
        "query would take more than 100,000 bytes of memory");
  }

  @Test
  void nestedSubqueriesEvaluateEachLevelOnce() {
    assertAnswered(
        "max_over_time(max_over_time(max_over_time(m_total[10m:10s])[10m:10s])[10m:10s])",
        QueryLimits.DEFAULT.withMaxReadSamples(100_000));
  }

  @Test
  void aRangeQueryOfTooManyStepsIsRefused() {
    Expression query = ((Parsed.Ok) PromQl.parse("m_total")).query();

    QueryOutcome outcome =
        new PromEngine(DATA, QueryLimits.DEFAULT)
            .run(new PromQuery(query, "m_total", 0, PromQuery.MAX_TIME, 1), StopSignal.NEVER);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            QueryOutcome.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(QueryOutcome.Kind.LIMIT));
  }

  @Test
  void regularExpressionsOfFunctionsAreLimited() {
    assertLimited(
        "label_replace(m_total, \"a\", \"$1\", \"i\", \"((a{100}){100}){100}\")",
        QueryLimits.DEFAULT,
        "regular expression in label_replace() needs too many steps");
  }

  @Test
  void labelValuesThatDoubleAreLimited() {
    String doubled = "label_replace(".repeat(40) + "m_total";
    doubled += ", \"a\", \"x$1$1\", \"a\", \"(.*)\")".repeat(40);
    String message = "query would make a label value of more than 65,536 characters";
    assertLimited(doubled, QueryLimits.DEFAULT, message);
    String joined = "label_join(".repeat(40) + "m_total";
    joined += ", \"i\", \"-\", \"i\", \"i\")".repeat(40);
    assertLimited(joined, QueryLimits.DEFAULT, message);
  }

  @Test
  void deepQueriesRunOnASmallStack() {
    SmallStack.run(() -> {
      for (String deep :
          List.of(
              "-".repeat(190) + "m_total",
              "abs(".repeat(190) + "m_total" + ")".repeat(190),
              "sum(".repeat(190) + "m_total" + ")".repeat(190),
              "m_total" + " or m_total".repeat(150),
              "m_total" + " + 1".repeat(150),
              "1" + " + 1".repeat(150),
              "max_over_time(".repeat(60) + "m_total" + "[1m:30s])".repeat(60))) {
        assertAnswered(deep, QueryLimits.DEFAULT);
      }
    });
  }

  @Test
  void timesAtTheEndOfTimeHaveNoSamples() {
    for (String shift :
        List.of("@ 9.2e15", "@ -9.2e15", "@ 9.2e15 offset -290y", "offset 290y", "offset -290y")) {
      assertAnswered("m_total " + shift, QueryLimits.DEFAULT);
      assertAnswered("rate(m_total[290y] " + shift + ")", QueryLimits.DEFAULT);
    }
  }

  @Test
  void aJoinOfEverythingWithEverythingIsAnError() {
    assertThat(run("m_total * on () m_total", QueryLimits.DEFAULT, StopSignal.NEVER))
        .isInstanceOfSatisfying(
            QueryOutcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("found duplicate series for the match group {} on the right"));
  }

  @Test
  void anyQueryEndsSoonAfterItIsCancelled() {
    for (String text :
        new String[] {
          "m_total",
          "sum(rate(m_total[5m]))",
          "topk(3, m_total)",
          "m_total * m_total",
          "m_total and m_total",
          "quantile(0.5, m_total)",
          "max_over_time(m_total[1d:1s])",
          "count_values(\"v\", m_total)",
          "label_replace(m_total, \"a\", \"b\", \"\", \"\")"
        }) {
      AtomicInteger polls = new AtomicInteger();
      StopSignal stop = () -> polls.incrementAndGet() > 20 ? Limit.CANCELLED : null;

      QueryOutcome outcome = run(text, QueryLimits.DEFAULT, stop);

      assertThat(outcome)
          .as(text)
          .isEqualTo(
              new QueryOutcome.Failed(
                  QueryOutcome.Kind.CANCELLED, "query was canceled in query execution"));
      assertThat(polls.get()).as(text).isEqualTo(21);
    }
  }

  @Test
  void aQueryEndsAtItsDeadline() {
    assertThat(run("m_total", QueryLimits.DEFAULT, () -> Limit.DEADLINE))
        .isEqualTo(
            new QueryOutcome.Failed(
                QueryOutcome.Kind.TIMEOUT, "query timed out in query execution"));
  }

  @Test
  void aLongWindowAsksWhetherToGoOn() {
    MemorySeries dense = new MemorySeries();
    for (int i = 0; i < 20_000; i++) {
      dense.add(Labels.of(Labels.NAME, "m"), i, i);
    }
    Expression query = ((Parsed.Ok) PromQl.parse("quantile_over_time(0.5, m[1h])")).query();
    AtomicInteger polls = new AtomicInteger();
    StopSignal stop =
        () -> {
          polls.incrementAndGet();
          return null;
        };

    new PromEngine(dense, QueryLimits.DEFAULT)
        .run(new PromQuery(query, "", 20_000, 20_999, 1), stop);

    assertThat(polls.get()).isGreaterThan(15);
  }
}
