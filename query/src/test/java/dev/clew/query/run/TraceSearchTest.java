package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.LimitException;
import dev.clew.model.LimitException.Limit;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.query.run.SearchOutcome.Cut;
import dev.clew.query.run.SearchOutcome.Failed;
import dev.clew.query.run.SearchOutcome.Found;
import dev.clew.query.run.SearchOutcome.MatchedTraces;
import dev.clew.query.run.TraceMatch.ServiceCount;
import dev.clew.query.run.TraceMatch.SpanMatch;
import dev.clew.query.run.TraceMatch.SpansetMatch;
import dev.clew.query.run.field.Value;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.MemoryTraceView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceSearchTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aMatchTellsOfTheWholeTrace() {
    SpanBatch batch =
        new Spans()
            .span(1, 1, 0)
            .at(100, 50)
            .named("POST /login")
            .service("gateway")
            .span(1, 2, 1)
            .at(110, 90)
            .named("verify")
            .service("idp")
            .failed()
            .with("attempts", 3)
            .span(1, 3, 2)
            .at(120, 5)
            .service("idp")
            .batch();

    Found found =
        Searches.found("{ status = error && span.attempts > 2 && duration > 1ms }", batch);

    SpanMatch span =
        new SpanMatch(
            2,
            "verify",
            110 * MILLI,
            90 * MILLI,
            List.of(
                new NamedValue("status", new Value.Text("error")),
                new NamedValue("attempts", new Value.Whole(3))));
    TraceMatch trace = found.traces().getFirst();
    assertThat(trace.rootService()).isEqualTo("gateway");
    assertThat(trace.rootName()).isEqualTo("POST /login");
    assertThat(trace.startNanos()).isEqualTo(100 * MILLI);
    assertThat(trace.durationNanos()).isEqualTo(100 * MILLI);
    assertThat(trace.services())
        .containsExactly(new ServiceCount("gateway", 1, 0), new ServiceCount("idp", 2, 1));
    assertThat(trace.spansets()).containsExactly(new SpansetMatch(1, List.of(span), List.of()));
  }

  @Test
  void aMissingRootIsSaid() {
    TraceMatch trace = Searches.found("{ }", new Spans().span(1, 2, 1).batch()).traces().getFirst();

    assertThat(trace.rootName()).isEqualTo(TraceMatch.ROOT_NOT_RECEIVED);
    assertThat(trace.rootService()).isEqualTo(TraceMatch.ROOT_NOT_RECEIVED);
  }

  @Test
  void theCutKeepsTheFirstSpans() {
    SpanBatch batch =
        new Spans().span(1, 3, 1).at(30, 1).span(1, 1, 0).at(10, 9).span(1, 2, 1).at(20, 1).batch();

    Found found = Searches.found(Searches.plan("{ }"), Searches.ALL.withSpansPerSpanset(2), batch);

    SpansetMatch spanset = found.traces().getFirst().spansets().getFirst();
    assertThat(spanset.matched()).isEqualTo(3);
    assertThat(spanset.spans()).extracting(SpanMatch::spanId).containsExactly(1L, 2L);
  }

  @Test
  void groupsStandByTheirValue() {
    SpanBatch batch =
        new Spans()
            .span(1, 1, 0)
            .with("a", "y")
            .span(1, 2, 1)
            .with("a", 10)
            .span(1, 3, 1)
            .span(1, 4, 1)
            .with("a", "x")
            .span(1, 5, 1)
            .with("a", 9)
            .span(1, 6, 1)
            .with("a", "x")
            .batch();

    Found found = Searches.found("{ } | by(span.a) | count() > 0", batch);

    assertThat(found.traces().getFirst().spansets())
        .extracting(spanset -> spanset.attributes().getFirst())
        .containsExactly(
            new NamedValue("by(span.a)", new Value.Text("nil")),
            new NamedValue("by(span.a)", new Value.Whole(9)),
            new NamedValue("by(span.a)", new Value.Whole(10)),
            new NamedValue("by(span.a)", new Value.Text("x")),
            new NamedValue("by(span.a)", new Value.Text("y")));
  }

  @Test
  void aggregatesAreTold() {
    SpanBatch batch =
        new Spans()
            .span(1, 1, 0)
            .at(0, 30)
            .with("n", 2)
            .span(1, 2, 1)
            .at(0, 15)
            .with("n", 3)
            .span(1, 3, 1)
            .at(0, 0)
            .with("n", "text")
            .batch();

    Found found =
        Searches.found(
            "{ } | count() = 3 | avg(duration) = 15ms | sum(span.n) = 5 | avg(span.n) = 2.5"
                + " | max(span.n) = 3 | min(duration) < 1ns",
            batch);

    assertThat(found.traces().getFirst().spansets().getFirst().attributes())
        .containsExactly(
            new NamedValue("count()", new Value.Whole(3)),
            new NamedValue("avg(duration)", new Value.Text("15ms")),
            new NamedValue("sum(span.n)", new Value.Whole(5)),
            new NamedValue("avg(span.n)", new Value.Real(2.5)),
            new NamedValue("max(span.n)", new Value.Whole(3)),
            new NamedValue("min(duration)", new Value.Text("0s")));
  }

  @Test
  void nothingToAggregateDropsTheSpanset() {
    SpanBatch batch = new Spans().span(1, 1, 0).with("n", "text").batch();

    assertThat(Searches.found("{ } | sum(span.n) >= 0", batch).traces()).isEmpty();
    assertThat(Searches.found("{ false } | count() = 0", batch).traces()).isEmpty();
  }

  @Test
  void bothEndsOfTheWindowAreInIt() {
    SpanBatch batch = new Spans().span(1, 1, 0).at(100, 50).batch();

    assertThat(inWindow("{ }", batch, 150, 200)).hasSize(1);
    assertThat(inWindow("{ }", batch, 151, 200)).isEmpty();
    assertThat(inWindow("{ }", batch, 0, 100)).hasSize(1);
    assertThat(inWindow("{ }", batch, 0, 99)).isEmpty();
  }

  @Test
  void spansOutsideTheWindowCountToo() {
    SpanBatch batch =
        new Spans().span(1, 1, 0).at(100, 500).span(1, 2, 1).at(900, 1).failed().batch();

    assertThat(inWindow("{ status = error }", batch, 200, 300)).hasSize(1);
  }

  private static List<TraceMatch> inWindow(
      String query, SpanBatch batch, long fromMillis, long toMillis) {
    SearchRequest request = SearchRequest.of(new TimeRange(fromMillis * MILLI, toMillis * MILLI));
    return Searches.found(Searches.plan(query), request, batch).traces();
  }

  @Test
  void theDurationOfTheTraceIsBounded() {
    SpanBatch batch = new Spans().span(1, 1, 0).at(0, 100).span(1, 2, 1).at(90, 20).batch();

    assertThat(lasting(batch, 110, 110)).hasSize(1);
    assertThat(lasting(batch, 111, 200)).isEmpty();
    assertThat(lasting(batch, 0, 109)).isEmpty();
  }

  private static List<TraceMatch> lasting(SpanBatch batch, long minMillis, long maxMillis) {
    SearchRequest request = Searches.ALL.withDuration(minMillis * MILLI, maxMillis * MILLI);
    return Searches.found(Searches.plan("{ }"), request, batch).traces();
  }

  @Test
  void newestFirstStopsWhenNoOlderTraceCanEnter() {
    SpanBatch batch = traces(100);

    Found found = Searches.found(Searches.plan("{ }"), Searches.ALL.withLimit(5), batch);

    assertThat(found.traces()).hasSize(5);
    assertThat(found.next()).isNotNull();
    assertThat(found.inspected().traces()).isLessThan(15);
    assertThat(found.matched().isExact()).isFalse();
  }

  @Test
  void otherOrdersReadEverything() {
    SearchRequest oldest =
        Searches.ALL.withLimit(5).withOrder(new SearchOrder(SearchOrder.Key.START, true));

    Found found = Searches.found(Searches.plan("{ }"), oldest, traces(100));

    assertThat(found.inspected().traces()).isEqualTo(100);
    assertThat(found.matched()).isEqualTo(new MatchedTraces(100, true));
  }

  private static SpanBatch traces(int count) {
    Spans spans = new Spans();
    for (int trace = 1; trace <= count; trace++) {
      spans.span(trace, 1, 0).at(trace, 1);
    }
    return spans.batch();
  }

  @Test
  void aDeadlineGivesTheBestSoFar() {
    FakeClock clock = new FakeClock(Instant.EPOCH);
    int[] asked = {0};
    StopSignal atDeadline = StopSignal.at(Instant.EPOCH.plusSeconds(3), clock);
    StopSignal stop =
        () -> {
          asked[0]++;
          clock.advance(Duration.ofSeconds(1));
          return atDeadline.reason();
        };

    Found found =
        (Found)
            new TraceSearch(SearchLimits.DEFAULT)
                .search(
                    Searches.plan("{ }"),
                    Searches.ALL,
                    new MemoryTraceView(List.of(traces(100)), 10),
                    stop);

    assertThat(asked[0]).isEqualTo(3);
    assertThat(found.traces()).hasSize(20);
    assertThat(found.isComplete()).isFalse();
    assertThat(found.cutBy())
        .isEqualTo(
            new Cut(Limit.DEADLINE, "the search ran out of time: narrow the range or filter"));
    assertThat(found.next()).isNull();
    assertThat(found.matched()).isEqualTo(new MatchedTraces(20, false));
  }

  @Test
  void aCancelledSearchHasNoAnswer() {
    TraceSearch search = new TraceSearch(SearchLimits.DEFAULT);
    MemoryTraceView view = new MemoryTraceView(List.of(traces(1)), 10);

    assertThatThrownBy(
            () -> search.search(Searches.plan("{ }"), Searches.ALL, view, () -> Limit.CANCELLED))
        .isInstanceOf(LimitException.class);
  }

  @Test
  void limitsOnTheWorkAreNamed() {
    TraceSearch search = new TraceSearch(new SearchLimits(Duration.ofHours(1), 25, 1_000));
    MemoryTraceView view = new MemoryTraceView(List.of(traces(100)), 10);

    Found found = (Found) search.search(Searches.plan("{ }"), Searches.ALL, view, StopSignal.NEVER);

    assertThat(found.cutBy())
        .isEqualTo(
            new Cut(
                Limit.RESULT_SIZE, "the search looked at 25 traces: narrow the range or filter"));
    assertThat(found.traces()).hasSize(20);
  }

  @Test
  void meaninglessDataFailsTheSearch() {
    SpanBatch batch = new Spans().span(1, 1, 0).with("a", 1).span(1, 2, 1).with("a", 2).batch();

    assertThat(outcome("{ 1 / (span.a - 1) = 1 }", batch))
        .isEqualTo(new Failed("division by zero: 1 / 0"));
    assertThat(outcome("({ } | by(span.a)) > ({ })", batch))
        .isEqualTo(
            new Failed("a side of `>` has several spansets of one trace: use coalesce() before"));
    assertThat(outcome("({ } | by(span.a) | coalesce()) > ({ })", batch)).isInstanceOf(Found.class);
  }

  @Test
  void longQueriesNeedNoDeepStack() {
    SpanBatch batch = new Spans().span(1, 1, 0).with("a", 1).batch();
    String stages = "{ }" + " | { span.a = 1 }".repeat(5_000);
    String sides = "{ }" + " && { span.a = 1 }".repeat(5_000);
    String parts = "{ span.a = 1" + " && span.a = 1".repeat(5_000) + " }";

    assertThat(Searches.found(stages, batch).traces()).hasSize(1);
    assertThat(Searches.found(sides, batch).traces()).hasSize(1);
    assertThat(Searches.found(parts, batch).traces()).hasSize(1);
  }

  private static SearchOutcome outcome(String query, SpanBatch batch) {
    return Searches.outcome(Searches.plan(query), Searches.ALL, List.of(batch));
  }
}
