package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class PrinterTest {
  @Test
  void printedTreesReadToThemselves() {
    Seeds.forEach(
        5_000,
        random -> {
          Query query = new RandomQueries(random).query();

          String text = TraceQl.print(query);

          assertThat(Trees.of(text)).as(text).isEqualTo(query);
        });
  }

  @Test
  void printedFieldsReadToThemselves() {
    Seeds.forEach(
        1_000,
        random -> {
          SpanField field = new RandomFields(random).field();

          assertThat(TraceQl.field(field.text())).as(field.text()).isEqualTo(field);
        });
  }

  @Test
  void namesAreQuotedOnlyWhereTheyMust() {
    assertThat(new Attribute(Scope.SPAN, "http.method").text()).isEqualTo("span.http.method");
    assertThat(new Attribute(Scope.ANY, "a-1/b:c[0]").text()).isEqualTo(".a-1/b:c[0]");
    assertThat(new Attribute(Scope.SPAN, "a b").text()).isEqualTo("span.\"a b\"");
    assertThat(new Attribute(Scope.ANY, "5").text()).isEqualTo(".\"5\"");
    assertThat(new Attribute(Scope.PARENT, "span.a").text()).isEqualTo("parent.\"span.a\"");
    assertThat(Intrinsic.ROOT_SERVICE_NAME.text()).isEqualTo("rootServiceName");
  }

  @Test
  void valuesPrintAsPeopleWriteThem() {
    assertThat(shape("{ .a = 90m || .a = 1.5s || .a = -1w || .a = 0s }"))
        .isEqualTo("{ (.a = 1h30m) || (.a = 1s500ms) || (.a = -168h) || (.a = 0s) }");
    assertThat(shape("{ .a = 10000000.0 || .a = 1e30 || .a = -.5 }"))
        .isEqualTo("{ (.a = 10000000.0) || (.a = 1.0E30) || (.a = -0.5) }");
    assertThat(shape("{ .a = `\"\n\\` }")).isEqualTo("{ .a = \"\\\"\\n\\\\\" }");
    assertThat(shape("{ .a = minInt }")).isEqualTo("{ .a = minInt }");
  }

  @Test
  void listsOfOneOperatorNeedNoBrackets() {
    assertThat(shape("{ ((.a || .b) || .c) && .d && .e }"))
        .isEqualTo("{ (.a || .b || .c) && .d && .e }");
    assertThat(shape("{ .a || (.b || .c) }")).isEqualTo("{ .a || (.b || .c) }");
    assertThat(shape("{ .a } && { .b } && { .c } || { .d }"))
        .isEqualTo("(({ .a } && { .b } && { .c }) || { .d })");
  }

  @Test
  void negativeNumbersTakeBracketsWhereTheMinusWouldReachTooFar() {
    assertThat(shape("{ (-1) ^ .a = (-1) + .a }")).isEqualTo("{ ((-1) ^ .a) = (-1 + .a) }");
    assertThat(shape("{ .a * -1 = -1 }")).isEqualTo("{ (.a * -1) = -1 }");
  }

  private static String shape(String text) {
    return TraceQl.print(Trees.of(text));
  }
}
