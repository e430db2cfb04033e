package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchOutcome.Found;
import dev.clew.query.run.SearchOutcome.MatchedTraces;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is true of every search over any data.
final class SearchPropertiesTest {
  private static final int SEEDS = 2_000;

  @Test
  void everyFoundTraceMeetsTheCondition() {
    Seeds.forEach(
        SEEDS,
        random -> {
          SpanBatch batch = new RandomForest(random).traces(12);
          SearchPlan.Ready plan = new RandomSearches(random).plan();

          SearchOutcome outcome = Searches.outcome(plan, Searches.ALL, List.of(batch));

          assertThat(candidates(plan, batch)).as(plan.toString()).containsAll(ids(outcome));
        });
  }

  private static Set<TraceId> candidates(SearchPlan.Ready plan, SpanBatch batch) {
    NaiveCondition naive = new NaiveCondition(batch);
    Set<TraceId> candidates = new HashSet<>();
    for (int row = 0; row < batch.size(); row++) {
      if (naive.holds(plan.condition(), row)) {
        candidates.add(batch.traceId(row));
      }
    }
    return candidates;
  }

  private static List<TraceId> ids(SearchOutcome outcome) {
    return outcome instanceof Found found
        ? found.traces().stream().map(TraceMatch::id).toList()
        : List.of();
  }

  @Test
  void theProjectionLeavesOutNothingThatIsNeeded() {
    Seeds.forEach(
        SEEDS,
        random -> {
          SpanBatch batch = new RandomForest(random).traces(8);
          SearchPlan.Ready plan = new RandomSearches(random).plan();
          SearchPlan.Ready readingAll =
              new SearchPlan.Ready(
                  plan.pipeline(),
                  plan.condition(),
                  plan.isEmpty(),
                  Projection.EVERYTHING,
                  plan.shownFields());

          SearchOutcome outcome = Searches.outcome(plan, Searches.ALL, List.of(batch));

          assertThat(traces(outcome))
              .isEqualTo(traces(Searches.outcome(readingAll, Searches.ALL, List.of(batch))));
        });
  }

  @Test
  void theAnswerIsTheSameInHoweverManyBatchesSpansSit() {
    Seeds.forEach(
        SEEDS,
        random -> {
          SpanBatch batch = new RandomForest(random).traces(8);
          SearchPlan.Ready plan = new RandomSearches(random).plan();

          SearchOutcome outcome = Searches.outcome(plan, Searches.ALL, scattered(batch, random));

          assertThat(traces(outcome))
              .as(plan.toString())
              .isEqualTo(traces(Searches.outcome(plan, Searches.ALL, List.of(batch))));
        });
  }

  /// The rows of a batch in many, in any order.
  private static List<SpanBatch> scattered(SpanBatch batch, RandomGenerator random) {
    List<SpanBatch> parts =
        Stream.generate(() -> new SpanBatch()).limit(1 + random.nextInt(4)).toList();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(random.nextInt(rows.size() + 1), row);
    }
    for (int row : rows) {
      SpanBatch part = parts.get(random.nextInt(parts.size()));
      part.append(batch, row, new RowMapping(batch, part));
    }
    return parts;
  }

  private static List<TraceMatch> traces(SearchOutcome outcome) {
    return outcome instanceof Found found ? found.traces() : List.of();
  }

  @Test
  void pagesJoinedAreTheWholeAnswer() {
    Seeds.forEach(
        SEEDS,
        random -> {
          SpanBatch batch = new RandomForest(random).traces(20);
          SearchPlan.Ready plan = random.nextBoolean() ? Searches.plan("{ }") : simple(random);
          SearchOrder.Key[] keys = SearchOrder.Key.values();
          SearchOrder order =
              new SearchOrder(keys[random.nextInt(keys.length)], random.nextBoolean());
          SearchRequest request = Searches.ALL.withOrder(order);

          Found whole = Searches.found(plan, request, batch);

          assertThat(paged(plan, request.withLimit(1 + random.nextInt(6)), batch))
              .as(order + " of " + plan.pipeline())
              .isEqualTo(whole.traces());
          assertThat(whole.next()).isNull();
          assertThat(whole.matched()).isEqualTo(new MatchedTraces(whole.traces().size(), true));
        });
  }

  private static SearchPlan.Ready simple(RandomGenerator random) {
    return Searches.plan(
        random.nextBoolean() ? "{ status = error }" : "{ .a = \"x\" } | by(span.b)");
  }

  private static List<TraceMatch> paged(
      SearchPlan.Ready plan, SearchRequest request, SpanBatch batch) {
    List<TraceMatch> traces = new ArrayList<>();
    Found page = Searches.found(plan, request, batch);
    traces.addAll(page.traces());
    while (page.next() != null) {
      page = Searches.found(plan, request.withAfter(page.next()), batch);
      traces.addAll(page.traces());
    }
    return traces;
  }
}
