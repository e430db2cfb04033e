package dev.clew.query.promql.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.RandomPromQueries;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.run.StopSignal;
import dev.clew.testkit.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A range query gives at each step what an instant query gives there: all steps of a series in one
/// pass, moving windows and constant parts must not show.
final class RangeAndInstantTest {
  private static final long START = 300_000;
  private static final long STEP = 37_000;
  private static final int STEPS = 12;

  @Test
  void aRangeQueryIsAnInstantQueryAtEachStep() {
    Seeds.forEach(
        300,
        random -> {
          MemorySeries data = RandomSeries.of(random);
          for (int i = 0; i < 10; i++) {
            check(data, random);
          }
        });
  }

  private static void check(MemorySeries data, RandomGenerator random) {
    // `@ start()` is a time of the query, which differs between the two
    String text = new RandomPromQueries(random).query().replace("start()", "300");
    Expression query = ((Parsed.Ok) PromQl.parse(text)).query();
    PromEngine engine = new PromEngine(data, QueryLimits.DEFAULT);
    long end = START + (STEPS - 1) * STEP;

    QueryOutcome inRange =
        engine.run(new PromQuery(query, text, START, end, STEP), StopSignal.NEVER);

    Map<Long, Map<Labels, Double>> byTime = new HashMap<>();
    boolean failsAtAny = false;
    for (int step = 0; step < STEPS; step++) {
      long time = START + step * STEP;
      QueryOutcome outcome = engine.run(PromQuery.at(query, text, time), StopSignal.NEVER);
      failsAtAny |= outcome instanceof QueryOutcome.Failed;
      byTime.put(time, values(outcome));
    }
    if (failsAtAny || inRange instanceof QueryOutcome.Failed) {
      assertThat(inRange).as(text).isInstanceOf(QueryOutcome.Failed.class);
      assertThat(failsAtAny).as("%s: %s", text, inRange).isTrue();
    } else {
      assertThat(matrix(inRange)).as(text).isEqualTo(nonEmpty(byTime));
    }
  }

  private static Map<Labels, Double> values(QueryOutcome outcome) {
    Map<Labels, Double> values = new HashMap<>();
    if (outcome instanceof QueryOutcome.Answer(QueryValue.Vector(var samples), _, _, _)) {
      samples.forEach(sample -> values.put(sample.labels(), sample.value()));
    }
    return values;
  }

  private static Map<Long, Map<Labels, Double>> matrix(QueryOutcome outcome) {
    Map<Long, Map<Labels, Double>> byTime = new HashMap<>();
    if (outcome instanceof QueryOutcome.Answer(QueryValue.Matrix(var all), _, _, _)) {
      for (QueryValue.Series series : all) {
        for (int i = 0; i < series.size(); i++) {
          byTime
              .computeIfAbsent(series.time(i), _ -> new HashMap<>())
              .put(series.labels(), series.value(i));
        }
      }
    }
    return byTime;
  }

  private static Map<Long, Map<Labels, Double>> nonEmpty(Map<Long, Map<Labels, Double>> byTime) {
    byTime.values().removeIf(Map::isEmpty);
    return byTime;
  }
}
