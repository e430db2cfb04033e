package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.Parsed.Failed;
import dev.clew.query.promql.Parsed.Kind;
import dev.clew.query.promql.Parsed.Ok;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Texts written to break the parser, or what walks its trees.
final class HostileTextTest {
  @Test
  void bracketsNestToNearly200Levels() {
    assertTaken("(".repeat(190) + "a" + ")".repeat(190));
    assertTaken("-".repeat(190) + "a");
    assertTaken("abs(".repeat(190) + "a" + ")".repeat(190));
    assertTooLarge("(".repeat(201) + "a" + ")".repeat(201));
    assertTooLarge("-".repeat(201) + "a");
    assertTooLarge("abs(".repeat(201) + "a" + ")".repeat(201));
  }

  @Test
  void nothingNestsWithoutEnd() {
    for (String start :
        List.of("(", "-", "-(", "sum(", "sum by (a) (", "a ^ ", "a + (", "rate(a[", "a offset (")) {
      assertRefused(start.repeat(10_000));
    }
    assertRefused("a[" + "(".repeat(10_000));
    assertRefused("a[" + "-".repeat(10_000) + "1]");
    assertRefused("a[" + "min_of(1,".repeat(5_000));
    assertRefused("(" + "-{}-1".repeat(10_000) + ")" + "[1m:]".repeat(1_000));
  }

  @Test
  void longChainsAreRefusedBeforeTheyOverflowTheStack() {
    assertTaken(list("a", " or ", 150));
    assertTaken("a[" + list("1", "+", 150) + "]");
    assertTooLarge(list("a", " or ", 300));
    assertTooLarge(list("a", " ^ ", 300));
    assertTooLarge("a" + "[1m:]".repeat(300));
    assertTooLarge("a[" + list("1", "+", 300) + "]");
  }

  @Test
  void longListsAreTaken() {
    assertTaken("sum by (" + list("a", ",", 10_000) + ") (x)");
    assertTaken("x{" + list("a=\"b\"", ",", 10_000) + "}");
  }

  @Test
  void longNumbersAreTaken() {
    assertTaken("1_".repeat(60_000) + "1e-60000");
    assertTaken("0x" + "0".repeat(100_000) + "1");
    assertRefused("1".repeat(100_000));
    assertRefused("1h".repeat(50_000));
    assertRefused("1".repeat(100_000) + "s");
  }

  @Test
  void aTextMayHave128KiB() {
    assertTaken("a" + " ".repeat(128 * 1024 - 1));
    assertTooLarge("a" + " ".repeat(128 * 1024));
    assertTooLarge("\"" + "ü".repeat(64 * 1024) + "\"");
  }

  @Test
  void costlyRegularExpressionsAreRefused() {
    for (String costly :
        List.of(
            "((a{100}){100}){100}",
            "((a{0,1000}){0,1000})",
            "(".repeat(5_000) + ")".repeat(5_000),
            "a".repeat(100_000),
            "\\\\pL".repeat(20_000))) {
      assertTooLarge("x{a=~\"" + costly + "\"}");
    }
    assertTooLarge("x{" + list("a=~\"x{1000}\"", ",", 100) + "}");
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

  /// Parses on a small stack, and does with a tree what others may do.
  private static Parsed parsed(String text) {
    SmallStack.run(() -> {
      if (PromQl.parse(text) instanceof Ok(var query)) {
        PromQl.print(query);
        PromQl.pretty(query, 10);
      }
    });
    return PromQl.parse(text);
  }
}
