package dev.clew.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Condition;
import dev.clew.model.Condition.And;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Everything;
import dev.clew.model.Condition.Exists;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Or;
import dev.clew.model.Condition.Value;
import dev.clew.model.Field;
import dev.clew.model.Field.Column;
import dev.clew.model.Projection;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.TraceQl;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchPlanTest {
  private static final Condition A = equal(attribute(Field.Scope.SPAN, "a"), 1);
  private static final Condition B = equal(attribute(Field.Scope.ANY, "b"), 2);

  @Test
  void comparisonsOfOneSpanAreAllNecessary() {
    Condition condition =
        condition("{ resource.service.name = \"x\" && duration > 100ms && kind = server }");

    assertThat(condition)
        .isEqualTo(
            new And(
                List.of(
                    new Compare(Column.SERVICE, Operator.EQUAL, new Value.Text("x")),
                    new Compare(Column.DURATION, Operator.GREATER, new Value.Whole(100_000_000)),
                    new Compare(Column.KIND, Operator.EQUAL, new Value.Whole(2)))));
  }

  @Test
  void alternativesAreJoined() {
    assertThat(condition("{ span.a = 1 || .b = 2 }")).isEqualTo(new Or(List.of(A, B)));
    assertThat(condition("{ span.a = 1 } || { 2 = .b }")).isEqualTo(new Or(List.of(A, B)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ span.a = 1 } && { duration > 1s }",
        "{ duration > 1s } >> { span.a = 1 }",
        "{ span.a = 1 } &> { }",
        "{ } | { span.a = 1 } | count() > 2",
        "({ span.a = 1 } | count() > 1) > ({ status = error })",
        "{ span.a = 1 && !(.b = 2) && span:childCount = 0 }",
        "{ rootName = \"x\" && span.a = 1 }",
        "{ !!(span.a = 1) }",
      })
  void theRarestNecessarySideIsTaken(String query) {
    assertThat(condition(query)).isEqualTo(A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ }",
        "{ span.a = nil }",
        "{ !(span.a = 1) }",
        "{ span.a = 1 || traceDuration > 1s }",
        "{ span.a = 1 } !> { }",
        "{ nestedSetLeft > 3 }",
        "{ nestedSetParent < 1 }",
        "{ rootName != \"x\" }",
        "{ rootName =~ \"x?\" }",
        "{ span:id != \"1\" }",
        "{ event:name != \"x\" }",
        "{ (span.a + 1) != nil }",
        "by(span.a)",
      })
  void whatCannotBeToldIsEverything(String query) {
    assertThat(condition(query)).isEqualTo(new Everything());
  }

  @Test
  void whatIsComparedIsThere() {
    Condition exists = new Exists(attribute(Field.Scope.SPAN, "a"));

    assertThat(condition("{ span.a != nil }")).isEqualTo(exists);
    assertThat(condition("{ span.a * 2 > duration }")).isEqualTo(exists);
  }

  @Test
  void negatedComparisonsOfEventsOnlyNeedTheAttribute() {
    assertThat(condition("{ event.a != 1 }"))
        .isEqualTo(new Exists(attribute(Field.Scope.EVENT, "a")));
    assertThat(condition("{ event.a = 1 }")).isEqualTo(equal(attribute(Field.Scope.EVENT, "a"), 1));
  }

  @Test
  void fieldsOfTheRootAreLookedForAtRoots() {
    Condition isRoot = new Compare(Column.PARENT_ID, Operator.EQUAL, new Value.Text(""));

    assertThat(condition("{ nestedSetParent < 0 && true }")).isEqualTo(isRoot);
    assertThat(condition("{ rootServiceName = \"x\" && traceDuration > 1s }"))
        .isEqualTo(
            new And(
                List.of(isRoot, new Compare(Column.SERVICE, Operator.EQUAL, new Value.Text("x")))));
  }

  @Test
  void idsArePadded() {
    assertThat(condition("{ trace:id = \"aB\" }")).isEqualTo(Conditions.NOTHING);
    assertThat(condition("{ trace:id = \"0ab\" }"))
        .isEqualTo(
            new Compare(Column.TRACE_ID, Operator.EQUAL, new Value.Text("0".repeat(30) + "ab")));
  }

  @Test
  void aFilterThatNothingMeetsReadsNothing() {
    assertThat(ready("{ false }").isEmpty()).isTrue();
    assertThat(ready("{ span.a = 1 } > { false && span.b = 1 }").isEmpty()).isTrue();
    assertThat(ready("{ span.a = 1 || false }").isEmpty()).isFalse();
  }

  @Test
  void veryManyAlternativesAreGivenUp() {
    String query =
        IntStream.range(0, 500)
            .mapToObj("span.a = %d"::formatted)
            .collect(Collectors.joining(" || ", "{ ", " }"));

    assertThat(condition(query)).isEqualTo(new Everything());
  }

  @Test
  void onlyWhatTheQueryNamesIsRead() {
    String query = "{ .a = 1 && resource.r = 2 } | by(span.b) | avg(span.c) > 1 | select(event.e)";

    assertThat(ready(query).projection())
        .isEqualTo(Projection.of(Set.of("a", "b", "c"), true, false));
    assertThat(ready("{ link:spanID = \"1\" }").projection())
        .isEqualTo(Projection.of(Set.of(), false, true));
  }

  @Test
  void filtersAndSelectNameWhatIsShown() {
    String query =
        "{ .a = 1 && name = \"x\" } | by(span.b) | select(status, duration, nestedSetLeft)";

    assertThat(ready(query).shownFields().stream().map(SpanField::text))
        .containsExactly(".a", "status", "nestedSetLeft");
  }

  @Test
  void metricsQueriesAreRefused() {
    SearchPlan plan = SearchPlan.of(((Parsed.Ok) TraceQl.parse("{ } | rate()")).query());

    assertThat(plan)
        .isEqualTo(
            new SearchPlan.Refused(
                "unsupported: a search answers traces, this is a metrics query"));
  }

  private static SearchPlan.Ready ready(String query) {
    return (SearchPlan.Ready) SearchPlan.of(((Parsed.Ok) TraceQl.parse(query)).query());
  }

  private static Condition condition(String query) {
    return ready(query).condition();
  }

  private static Field attribute(Field.Scope scope, String key) {
    return new Field.Attribute(scope, key);
  }

  private static Condition equal(Field field, long number) {
    return new Compare(field, Operator.EQUAL, new Value.Whole(number));
  }
}
