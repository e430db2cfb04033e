package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Text;
import dev.clew.query.traceql.Literal.Whole;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LexerTest {
  private static final long HOUR = 3_600_000_000_000L;

  @Test
  void operatorsArePartsOfNames() {
    assertThat(field(".a-1")).isEqualTo(new Attribute(Scope.ANY, "a-1"));
    assertThat(field(".a+.b")).isEqualTo(new Attribute(Scope.ANY, "a+.b"));
    assertThat(field("span.a.b:c/d")).isEqualTo(new Attribute(Scope.SPAN, "a.b:c/d"));
    assertThat(field("span.ünicode[0]")).isEqualTo(new Attribute(Scope.SPAN, "ünicode[0]"));
  }

  @Test
  void quotedPartsOfNamesMayHoldAnything() {
    assertThat(field("span.\"a b\"")).isEqualTo(new Attribute(Scope.SPAN, "a b"));
    assertThat(field("span.a.\"b c\".d")).isEqualTo(new Attribute(Scope.SPAN, "a.b c.d"));
    assertThat(field(".\"a\\\"b\\\\c\"")).isEqualTo(new Attribute(Scope.ANY, "a\"b\\c"));
    assertThat(TraceQl.field(".\"a\\n\"")).isNull();
    assertThat(TraceQl.field(".\"a")).isNull();
    assertThat(TraceQl.field(".\"\"")).isNull();
  }

  @Test
  void onlyTheFirstScopeCounts() {
    assertThat(field(".span.a")).isEqualTo(new Attribute(Scope.ANY, "span.a"));
    assertThat(field("resource.resource.a")).isEqualTo(new Attribute(Scope.RESOURCE, "resource.a"));
    assertThat(field("parent.span.a")).isEqualTo(new Attribute(Scope.PARENT_SPAN, "a"));
    assertThat(field("parent.event.a")).isEqualTo(new Attribute(Scope.PARENT, "event.a"));
  }

  @Test
  void intrinsicsHaveTwoSpellings() {
    assertThat(field("duration")).isEqualTo(Intrinsic.DURATION);
    assertThat(field("span:duration")).isEqualTo(Intrinsic.DURATION);
    assertThat(field("trace:rootService")).isEqualTo(Intrinsic.ROOT_SERVICE_NAME);
    assertThat(TraceQl.field("rootService")).isNull();
    assertThat(TraceQl.field("span.a span.b")).isNull();
  }

  @Test
  void numbersAreDecimal() {
    assertThat(literal("42")).isEqualTo(new Whole(42));
    assertThat(literal("9223372036854775807")).isEqualTo(new Whole(Long.MAX_VALUE));
    assertThat(literal("minInt")).isEqualTo(new Whole(Long.MIN_VALUE));
    assertThat(literal(".5")).isEqualTo(new Real(0.5));
    assertThat(literal("1.25")).isEqualTo(new Real(1.25));
    assertThat(literal("1.5e3")).isEqualTo(new Real(1_500));
    assertThat(literal("2E-2")).isEqualTo(new Real(0.02));
    assertThat(message("9223372036854775808")).endsWith("`9223372036854775808` is too large");
    assertThat(message("1e999")).endsWith("`1e999` is too large");
  }

  @Test
  void durationsHaveTwoForms() {
    assertThat(literal("1h30m")).isEqualTo(new Duration(HOUR + HOUR / 2));
    assertThat(literal("1w2d")).isEqualTo(new Duration(9 * 24 * HOUR));
    assertThat(literal("1y")).isEqualTo(new Duration(365 * 24 * HOUR));
    assertThat(literal("1.5s")).isEqualTo(new Duration(1_500_000_000));
    assertThat(literal("30m1h")).isEqualTo(new Duration(HOUR + HOUR / 2));
    assertThat(literal("10us")).isEqualTo(new Duration(10_000));
    assertThat(literal("10µs")).isEqualTo(new Duration(10_000));
    assertThat(literal("10μs")).isEqualTo(new Duration(10_000));
    assertThat(literal("1.9ns")).isEqualTo(new Duration(1));
    assertThat(message("1d1.5h")).contains("neither a number nor a duration");
    assertThat(message("1d1w")).contains("neither a number nor a duration");
    assertThat(message("300y")).endsWith("`300y` is too large");
  }

  @Test
  void stringsHaveTheEscapesOfGo() {
    assertThat(text("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"")).isEqualTo("\u0007\b\f\n\r\t\u000b\\\"");
    assertThat(text("\"\\x41\\101\\u00e9\\U0001F389\"")).isEqualTo("AAé🎉");
    assertThat(text("\"\\xc3\\xa9\"")).isEqualTo("é");
    assertThat(text("`\\n\"`")).isEqualTo("\\n\"");
    assertThat(text("`a\nb`")).isEqualTo("a\nb");
  }

  @Test
  void wrongStringsAreRefused() {
    assertThat(message("\"\\'\"")).contains("unknown escape");
    assertThat(message("\"\\x4\"")).contains("unknown escape");
    assertThat(message("\"\\400\"")).contains("octal");
    assertThat(message("\"\\ud800\"")).contains("no such character");
    assertThat(message("\"\\U00110000\"")).contains("no such character");
    assertThat(message("\"a\nb\"")).contains("without its closing quote");
    assertThat(message("`a")).contains("without its closing back quote");
    assertThat(message("'a'")).contains("unexpected character `'`");
  }

  @Test
  void commentsAreBlanks() {
    assertThat(Trees.of("/* a */ { /**/ .a // b } \n = 1 } // c"))
        .isEqualTo(Trees.of("{ .a = 1 }"));
    assertThat(Trees.failure("{ .a } /* b").message()).endsWith("comment without its `*/`");
  }

  @Test
  void theLongestSignWins() {
    assertThat(Trees.of("{.a}!>>{.b}")).isEqualTo(Trees.of("{ .a } !>> { .b }"));
    assertThat(Trees.of("{.a>=-1}")).isEqualTo(Trees.of("{ .a >= -1 }"));
    assertThat(Trees.failure("{ .a } > > { .b }").column()).isEqualTo(10);
  }

  private static SpanField field(String text) {
    SpanField field = TraceQl.field(text);
    assertThat(field).as(text).isNotNull();
    return Objects.requireNonNull(field);
  }

  private static FieldExpression literal(String text) {
    FieldExpression condition = Trees.condition("{ .a = " + text + " }");
    return condition instanceof Comparison(_, _, var right) ? right : condition;
  }

  private static String text(String text) {
    return literal(text) instanceof Text(var value) ? value : "no string: " + text;
  }

  private static String message(String text) {
    return Trees.failure("{ .a = " + text + " }").message();
  }
}
