package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.query.plan.FilterPlan;
import dev.clew.query.run.TraceFilter.Failed;
import dev.clew.query.run.TraceFilter.Narrowed;
import dev.clew.query.run.TraceFilter.Neighbours;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceFilterTest {
  /// 1 above 2 above 3 above 4 above 5; 6 beside 3; 7 without its parent; 8 and 9 in a circle.
  private static final SpanBatch BATCH =
      new Spans()
          .span(1, 1, 0)
          .span(1, 2, 1)
          .span(1, 3, 2)
          .with("hit", true)
          .span(1, 4, 3)
          .span(1, 5, 4)
          .span(1, 6, 2)
          .span(1, 7, 99)
          .span(1, 8, 9)
          .with("hit", true)
          .with("round", true)
          .span(1, 9, 8)
          .batch();

  @Test
  void onlyMatchingSpansAreKept() {
    assertThat(kept("{ span.hit && span.round = nil }", 0, 0)).containsExactly(3);
    assertThat(kept("{ span:childCount = 2 }", 0, 0)).containsExactly(2);
  }

  @Test
  void ancestorsAreKeptAsFarAsAsked() {
    assertThat(kept("{ name = \"span 4\" }", 0, 1)).containsExactly(3, 4);
    assertThat(kept("{ name = \"span 4\" }", 0, 2)).containsExactly(2, 3, 4);
    assertThat(kept("{ name = \"span 4\" }", 0, -1)).containsExactly(1, 2, 3, 4);
    assertThat(kept("{ name =~ \"span [35]\" }", 0, 1)).containsExactly(2, 3, 4, 5);
    assertThat(kept("{ name =~ \"span [35]\" }", 0, 2)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void descendantsAreKeptAsFarAsAsked() {
    assertThat(kept("{ name = \"span 2\" }", 1, 0)).containsExactly(2, 3, 6);
    assertThat(kept("{ name = \"span 2\" }", 2, 0)).containsExactly(2, 3, 4, 6);
    assertThat(kept("{ name = \"span 2\" }", -1, 0)).containsExactly(2, 3, 4, 5, 6);
  }

  @Test
  void circlesAreWalkedOnce() {
    assertThat(kept("{ span.round }", -1, -1)).containsExactly(8, 9);
  }

  @Test
  void whatWasLeftOutIsSaid() {
    assertThat(narrowed("{ }", Neighbours.NONE).isPartial()).isFalse();
    assertThat(narrowed("{ span.hit }", Neighbours.NONE).isPartial()).isTrue();
    assertThat(narrowed("{ false }", Neighbours.NONE).spans().size()).isZero();
    assertThat(filter("{ span.hit }").apply(new SpanBatch(), Neighbours.NONE))
        .isInstanceOfSatisfying(
            Narrowed.class, narrowed -> assertThat(narrowed.isPartial()).isFalse());
  }

  @Test
  void aMeaninglessFilterFails() {
    assertThat(filter("{ 1 / span:childCount = 1 }").apply(BATCH, Neighbours.NONE))
        .isEqualTo(new Failed("division by zero: 1 / 0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ } | count() > 1",
        "{ } && { }",
        "{ } | rate()",
        "{ rootName = \"x\" }",
        "{ span.a = 1 || traceDuration > 1s }",
        "{ trace:id = \"1\" }",
      })
  void onlyOneFilterOfSpansIsTaken(String query) {
    assertThat(plan(query)).isInstanceOf(FilterPlan.Refused.class);
  }

  private static long[] kept(String query, int below, int above) {
    SpanBatch spans = narrowed(query, new Neighbours(below, above)).spans();
    return LongStream.range(0, spans.size()).map(row -> spans.spanId((int) row)).sorted().toArray();
  }

  private static Narrowed narrowed(String query, Neighbours neighbours) {
    return (Narrowed) filter(query).apply(BATCH, neighbours);
  }

  private static TraceFilter filter(String query) {
    return new TraceFilter((FilterPlan.Ready) plan(query));
  }

  private static FilterPlan plan(String query) {
    return FilterPlan.of(((Parsed.Ok) TraceQl.parse(query)).query());
  }
}
