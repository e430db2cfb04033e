package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Whole;
import dev.clew.query.traceql.MetricsExpression.Measured;
import dev.clew.query.traceql.MetricsExpression.Reduced;
import dev.clew.query.traceql.MetricsFunction.Compare;
import dev.clew.query.traceql.MetricsFunction.Quantiles;
import dev.clew.query.traceql.MetricsFunction.Rate;
import dev.clew.query.traceql.MetricsFunction.Window;
import dev.clew.query.traceql.SpansetExpression.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueryTest {
  private static final Filter ALL = new Filter(new Bool(true));

  @Test
  void metricsHoldTheirArguments() {
    assertThat(function("{ } | quantile_over_time(duration, .5, 1) by (name, .a)"))
        .isEqualTo(
            new Quantiles(
                Intrinsic.DURATION,
                List.of(0.5, 1.0),
                List.of(Intrinsic.NAME, new Attribute(Scope.ANY, "a"))));
    assertThat(function("{ } | compare({ }, 5, 1, 2)"))
        .isEqualTo(new Compare(new Bool(true), 5, new Window(1, 2)));
    assertThat(function("{ } | compare({ })")).isEqualTo(new Compare(new Bool(true), 10, null));
  }

  @Test
  void secondStagesKeepTheirOrder() {
    MetricsExpression rate = new Measured(new Pipeline(List.of(ALL)), new Rate(List.of()));

    assertThat(Trees.of("({ } | rate() | topk(5)) > 1s | bottomk(2)"))
        .isEqualTo(
            new Query.Metrics(
                new Reduced(
                    rate,
                    List.of(
                        new SecondStage.Top(5),
                        new SecondStage.Threshold(
                            ComparisonOperator.GREATER, new Duration(1_000_000_000)),
                        new SecondStage.Bottom(2))),
                Hints.NONE));
  }

  @Test
  void bracketsAroundWholePipelinesVanish() {
    assertThat(Trees.of("(({ } | by(.a))) | ({ .b } | coalesce()) | rate()"))
        .isEqualTo(Trees.of("{ } | by(.a) | { .b } | coalesce() | rate()"));
    assertThat(Trees.of("(({ } | rate()))")).isEqualTo(Trees.of("{ } | rate()"));
    assertThat(Trees.of("((({ .a })) >> ({ .b }))")).isEqualTo(Trees.of("{ .a } >> { .b }"));
  }

  @Test
  void theLastHintsWin() {
    Hints hints = Trees.of("{ } with(a=1) with(b=true, c=.5, c=-2, d=\"x\")").hints();

    assertThat(hints.value("a")).isNull();
    assertThat(hints.isTrue("b")).isTrue();
    assertThat(hints.isTrue("c")).isFalse();
    assertThat(hints.value("c")).isEqualTo(new Whole(-2));
    assertThat(Trees.of("{ } with(a=-.5)").hints().value("a")).isEqualTo(new Real(-0.5));
  }

  @Test
  void regexesAreAnchoredAndMatchLineEnds() {
    Regex regex = Regex.of("a.c|d");

    assertThat(regex.matches("a\nc")).isTrue();
    assertThat(regex.matches("d")).isTrue();
    assertThat(regex.matches("xd")).isFalse();
    assertThat(regex.matches("abcd")).isFalse();
  }

  @Test
  void equalTextsMakeEqualTrees() {
    Query query = Trees.of("{ .a =~ \"x+\" } | avg(.b) > 1");

    assertThat(query).isEqualTo(Trees.of("{.a=~`x+`}|avg(.b)>1")).hasSameHashCodeAs(query);
    assertThat(query).isNotEqualTo(Trees.of("{ .a =~ \"x*\" } | avg(.b) > 1"));
    assertThat(Trees.condition("{ .a !~ \"x\" }"))
        .isInstanceOfSatisfying(Match.class, match -> assertThat(match.isNegated()).isTrue());
  }

  @Test
  void namesOfResultsAreTheirTexts() {
    Stage.ScalarFilter filter = scalarFilter("{ } | avg(.a * 2) > 1");

    assertThat(TraceQl.print(filter.left())).isEqualTo("avg(.a * 2)");
    assertThat(TraceQl.print(new ScalarExpression.Count())).isEqualTo("count()");
    assertThat(TraceQl.print(Trees.condition("{ resource.service.name = \"a\" }")))
        .isEqualTo("resource.service.name = \"a\"");
  }

  @Test
  void comparisonsMirror() {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      for (int order = -1; order <= 1; order++) {
        assertThat(operator.mirrored().holds(-order)).isEqualTo(operator.holds(order));
        assertThat(operator.holds(order, 0.0)).isEqualTo(operator.holds(order));
      }
    }
    assertThat(ComparisonOperator.EQUAL.holds(Double.NaN, Double.NaN)).isFalse();
    assertThat(ComparisonOperator.NOT_EQUAL.holds(Double.NaN, 1)).isTrue();
  }

  @Test
  void resultsOfParsingHoldTheTree() {
    Query expected =
        new Query.Search(
            new Pipeline(
                List.of(
                    new Filter(
                        new Comparison(
                            ComparisonOperator.GREATER,
                            Intrinsic.DURATION,
                            new Duration(1_000_000_000))))),
            Hints.NONE);

    assertThat(TraceQl.parse("{ duration > 1s }")).isEqualTo(new Parsed.Ok(expected));
  }

  private static MetricsFunction function(String text) {
    if (Trees.of(text) instanceof Query.Metrics(Measured(_, var function), _)) {
      return function;
    }
    throw new AssertionError("no metrics: " + text);
  }

  private static Stage.ScalarFilter scalarFilter(String text) {
    if (Trees.of(text) instanceof Query.Search(var pipeline, _)
        && pipeline.stages().getLast() instanceof Stage.ScalarFilter filter) {
      return filter;
    }
    throw new AssertionError("no scalar filter: " + text);
  }
}
