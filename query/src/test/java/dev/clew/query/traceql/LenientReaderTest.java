package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.FieldExpression.Predicate;
import dev.clew.query.traceql.TagFilter.AnyOf;
import dev.clew.query.traceql.TagFilter.Everything;
import dev.clew.query.traceql.TagFilter.Refused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LenientReaderTest {
  @Test
  void finishedQueriesFilter() {
    assertThat(groups("{ .a = 1 && name =~ \"x.*\" }")).containsExactly(".a = 1, name =~ \"x.*\"");
    assertThat(groups("{ .a = nil || .b != nil }")).containsExactly(".a = nil", ".b != nil");
    assertThat(groups("{ .a = 1 } | rate() by (.b)")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 } | by(.b) | count() > 2")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 } | compare({ .b = 2 })")).containsExactly(".a = 1");
  }

  @Test
  void fieldsStandOnTheLeft() {
    assertThat(groups("{ 3 < .a && \"x\" = name }")).containsExactly(".a > 3, name = \"x\"");
  }

  @Test
  void alternativesAreMultipliedOut() {
    assertThat(groups("{ (.a = 1 || .b = 2) && .c = 3 }"))
        .containsExactly(".a = 1, .c = 3", ".b = 2, .c = 3");
    assertThat(groups("{ .a = 1 || .b = 2 && .c = 3 || .d = 4 }"))
        .containsExactly(".a = 1, .c = 3", ".b = 2, .c = 3", ".d = 4");
  }

  @Test
  void missingValuesAreOverlooked() {
    assertThat(groups("{ span.http.method = \"GET\" && resource.cluster = }"))
        .containsExactly("span.http.method = \"GET\"");
    assertThat(groups("{ .a = 1 && name =")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 && (.b = 2 || .c !~ ) }"))
        .containsExactly(".a = 1, .b = 2", ".a = 1");
    assertThat(groups("{ .b > && .a = 1 }")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 && .b = } | rate() by (")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 && (.b = ")).containsExactly(".a = 1");
  }

  @Test
  void whatIsNoSinglePredicateNarrowsNothing() {
    assertThat(groups("{ .a = 1 && !(.b = 2) }")).containsExactly(".a = 1");
    assertThat(groups("{ .a = 1 && .b = .c && .d + 1 = 2 && .e }")).containsExactly(".a = 1");
    assertEverything("{ !(.b = 2) }");
    assertEverything("{ .a = 1 || .b }");
    assertEverything("{ }");
  }

  @Test
  void doubtfulTextsMeanEverything() {
    assertEverything("");
    assertEverything("{{{");
    assertEverything("{ .a = \"x\" || .b = }");
    assertEverything("{ .a = \"x");
    assertEverything("{ name > 3 }");
    assertEverything("{ parent.a = 1 }");
    assertEverything("{ .a = 1 } >> { .b = 2 }");
    assertEverything("{ .a = 1 } | { .b = 2 }");
    assertEverything("({ .a = 1 } | rate()) / ({ .b = 2 } | rate())");
    assertEverything("by(.a) | count() > 2");
  }

  @Test
  void tooManyAlternativesAreRefused() {
    String hundred = alternatives("a", 100);

    assertThat(groups("{ " + hundred + " }")).hasSize(100);
    assertThat(TraceQl.lenient("{ " + hundred + " || .b = 1 }")).isInstanceOf(Refused.class);
    assertThat(
            TraceQl.lenient(
                "{ (" + alternatives("a", 50) + ") && (" + alternatives("b", 50) + ") }"))
        .isEqualTo(
            new Refused(
                "query too large at line 1, col 1: the filter has more than 100 alternatives"));
  }

  private static String alternatives(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "." + name + " = " + i)
        .collect(Collectors.joining(" || "));
  }

  private static void assertEverything(String text) {
    assertThat(TraceQl.lenient(text)).as(text).isEqualTo(new Everything());
  }

  private static List<String> groups(String text) {
    if (TraceQl.lenient(text) instanceof AnyOf(var groups)) {
      return groups.stream().map(LenientReaderTest::shown).toList();
    }
    throw new AssertionError("not a filter: " + text);
  }

  private static String shown(List<Predicate> group) {
    return group.stream().map(TraceQl::print).collect(Collectors.joining(", "));
  }
}
