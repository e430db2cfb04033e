package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.Parsed.Failed;
import dev.clew.query.traceql.Parsed.Kind;
import org.junit.jupiter.api.Test;

final class FailureTest {
  @Test
  void messagesSayWhatWasExpectedWhere() {
    assertMessage(
        "{ .a = }",
        "parse error at line 1, col 8: expected a field, a literal,"
            + " `(`, `!` or `-`, found `}`");
    assertMessage(
        "{ .a = 1",
        "parse error at line 1, col 9: expected an operator or `}`,"
            + " found the end of the query");
    assertMessage(
        "{ .a = 1 } )",
        "parse error at line 1, col 12: expected an operator, `|`,"
            + " `with` or the end of the query, found `)`");
    assertMessage(
        "{ } | count()",
        "parse error at line 1, col 14: expected a comparison behind"
            + " the aggregate, as in `count() > 2`, found the end of the query");
    assertMessage(
        "rate()",
        "parse error at line 1, col 1: `rate` needs a stage and `|` before it,"
            + " as in `{ } | rate()`");
    assertMessage(
        "{ } >= { }",
        "parse error at line 1, col 5: `>=` cannot stand between a spanset" + " and a spanset");
    assertMessage("{ } | rate(name)", "parse error at line 1, col 12: expected `)`, found `name`");
    assertMessage(
        "{ http.method = 1 }",
        "parse error at line 1, col 3: unknown word `http`;"
            + " attributes start with a dot or a scope, strings have quotes");
    assertMessage("{ span:foo = 1 }", "parse error at line 1, col 3: there is no field `span:foo`");
    assertMessage(
        "{ .a = 1.5d }",
        "parse error at line 1, col 8: `1.5d` is neither a number nor a"
            + " duration like `1h30m` or `1.5s`");
    assertMessage("{ .a = \"x }", "parse error at line 1, col 8: string without its closing quote");
    assertMessage("{ .a = 1 & .b }", "parse error at line 1, col 10: unexpected character `&`");
  }

  @Test
  void faultsOfTypeAreExplained() {
    assertMessage(
        "{ .b && name > 3 }",
        "invalid query at line 1, col 9: `name > 3` compares string" + " with integer");
    assertMessage(
        "{ .a =~ \"(\" }",
        "invalid query at line 1, col 9: `(` is no regular expression:" + " missing closing )");
    assertMessage(
        "{ } | avg(name) > 1",
        "invalid query at line 1, col 7: `name` is of type string;"
            + " only numbers are aggregated");
    assertMessage(
        "{ parent.a = 1 }",
        "unsupported at line 1, col 3: `parent.a`: the parent span is" + " not yet supported");
    assertMessage("{ .a = 1 / 0 }", "invalid query at line 1, col 8: `1 / 0` divides by zero");
  }

  @Test
  void positionsCountLinesAndCharacters() {
    Failed failed = Trees.failure("{ .a = \"🎉\"\n  && /* 🎉\n */ .b == 1 }");

    assertThat(failed.line()).isEqualTo(3);
    assertThat(failed.column()).isEqualTo(9);
    assertThat(failed.message()).startsWith("parse error at line 3, col 9: expected");
  }

  @Test
  void theFirstFaultIsReported() {
    assertThat(Trees.failure("{ .a == 1 } \"").column()).isEqualTo(7);
  }

  @Test
  void messagesAreShortAndOfOneLine() {
    Failed failed = Trees.failure("{ \"" + "x".repeat(1_000) + "\\n\" > 3 }");
    Failed other = Trees.failure("{ `a\nb` > 3 }\n `a\nb`");

    assertThat(failed.message()).hasSizeLessThan(200).doesNotContain("\n");
    assertThat(other.message()).hasSizeLessThan(200).doesNotContain("\n");
  }

  @Test
  void longTextsAreRefusedUnread() {
    String text = "{ .a = \"" + "x".repeat(128 * 1024 - 11) + "\" }";

    assertThat(TraceQl.parse(text)).isInstanceOf(Parsed.Ok.class);
    assertThat(Trees.failure(" " + text).kind()).isEqualTo(Kind.LIMIT);
    assertThat(Trees.failure("{ .a = \"" + "é".repeat(70_000) + "\" }").kind())
        .isEqualTo(Kind.LIMIT);
  }

  private static void assertMessage(String query, String message) {
    assertThat(Trees.failure(query).message()).as(query).isEqualTo(message);
  }
}
