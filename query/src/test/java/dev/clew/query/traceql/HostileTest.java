package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.traceql.Parsed.Failed;
import dev.clew.query.traceql.Parsed.Kind;
import dev.clew.query.traceql.Parsed.Ok;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Queries written to break the parser, or what walks its trees.
final class HostileTest {
  @Test
  void bracketsNestTo200Levels() {
    assertTaken("{ " + "(".repeat(200) + ".a" + ")".repeat(200) + " }");
    assertTaken("(".repeat(200) + "{ }" + ")".repeat(200));
    assertTooLarge("{ " + "(".repeat(201) + ".a" + ")".repeat(201) + " }");
    assertTooLarge("(".repeat(201) + "{ }" + ")".repeat(201));
  }

  @Test
  void nothingNestsWithoutEnd() {
    for (String start : List.of("(", "-", "(-", "({} | (", "{} > (", "1 ^ (", "avg(", "by(")) {
      assertRefused(start.repeat(10_000));
    }
    for (String operand : List.of("(", "!", "-", "!-", "(!", ".a ^ (", ".a = -(", "!(.a && ")) {
      assertRefused("{ " + operand.repeat(10_000));
    }
  }

  @Test
  void listsOfOneOperatorMayBeLong() {
    assertTaken(list("{ .a }", " || ", 10_000));
    assertTaken(list("{ .a }", " && ", 10_000));
    assertTaken("{ " + list(".a = 1", " || ", 10_000) + " }");
    assertTaken("{ " + list("1", "+", 50_000) + " = 50000 }");
    assertTaken("{ } | select(" + list(".a", ",", 30_000) + ")");
    assertTaken("{ } | rate()" + " | topk(1)".repeat(10_000));
    assertTaken("{ } | rate()" + " > 1".repeat(30_000));
    assertTaken(list("{ }", "|", 30_000));
    assertTaken("{ }" + " with(a=1)".repeat(10_000));
  }

  @Test
  void deepTreesAreRefused() {
    assertTaken(list("{ .a }", " >> ", 150));
    assertTaken(list("({ } | rate())", "+", 150));
    assertTaken("{ " + list(".a", " ^ ", 150) + " > 1 }");
    assertTaken("{ " + list("!", "", 150) + ".a }");
    assertTooLarge(list("{ .a }", " >> ", 300));
    assertTooLarge(list("({ } | rate())", "+", 300));
    assertTooLarge("({ } | rate())" + " > 1".repeat(300));
    assertTooLarge("{ " + list(".a", " ^ ", 300) + " > 1 }");
    assertTooLarge("{ " + list(".a", " + ", 300) + " > 1 }");
    assertTooLarge("{ " + list(".a && .b", " || ", 300) + " }");
    assertTooLarge(list("count()", "+", 300) + " > 1");
    assertTooLarge(list("({ } | count())", "+", 300) + " > 1");
  }

  @Test
  void costlyRegularExpressionsAreRefused() {
    for (String costly :
        List.of(
            "((a{100}){100}){100}",
            "((a{0,1000}){0,1000})",
            "(a{1000}[(]){1000}",
            "(a{1000}[^](]){1000}",
            "(a{1000}[[:alpha:](]){1000}",
            "(a{1000}\\Q(\\E){1000}",
            "(".repeat(5_000) + ")".repeat(5_000),
            "a".repeat(100_000),
            "\\pL".repeat(20_000))) {
      assertTooLarge("{ .a =~ `" + costly + "` }");
    }
    assertTooLarge("{ " + list(".a =~ `x{1000}`", " || ", 100) + " }");
  }

  @Test
  void usualRegularExpressionsAreTaken() {
    assertTaken("{ .a =~ `" + list("[0-9a-f]{32}", "|", 300) + "` }");
    assertTaken("{ .a =~ `(\\x{1F600}|\\p{Greek}|[\\]({]{3}|[])]|\\Q{[(\\E){20}` }");
    assertTaken("{ `" + "a".repeat(30_000) + "` =~ `(a?){1000}(a?){1000}b` }");
  }

  private static String list(String part, String joint, int count) {
    return String.join(joint, Collections.nCopies(count, part));
  }

  private static void assertTaken(String text) {
    assertThat(parsed(text)).as(Refusal.excerpt(text)).isInstanceOf(Ok.class);
  }

  private static void assertRefused(String text) {
    assertThat(parsed(text)).as(Refusal.excerpt(text)).isInstanceOf(Failed.class);
  }

  private static void assertTooLarge(String text) {
    assertThat(parsed(text))
        .as(Refusal.excerpt(text))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.LIMIT));
  }

  /// Parses, and does with a tree what an engine may do.
  private static Parsed parsed(String text) {
    SmallStack.run(() -> walk(text));
    return TraceQl.parse(text);
  }

  private static void walk(String text) {
    TraceQl.lenient(text);
    if (TraceQl.parse(text) instanceof Ok(var query)) {
      String printed = TraceQl.print(query);
      boolean isReadable = printed.length() < Lexer.MAX_BYTES;
      Query again = isReadable ? Trees.of(printed) : query;
      assertThat(again.equals(query)).isTrue();
      assertThat(again.hashCode()).isEqualTo(query.hashCode());
    }
  }
}
