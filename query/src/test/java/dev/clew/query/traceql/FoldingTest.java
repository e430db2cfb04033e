package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\0',
      textBlock =
          """
          .a = 1 + 2 * 3             → .a = 7
          .a = 7 / 2                 → .a = 3
          .a = 7.0 / 2               → .a = 3.5
          .a = -7 % 4                → .a = -3
          .a = 2 ^ 3 ^ 2             → .a = 512
          .a = 2 ^ -1                → .a = 0
          .a = (-1) ^ -3             → .a = -1
          .a = maxInt + 1            → .a = minInt
          .a = -minInt               → .a = minInt
          .a = 1h + 30m              → .a = 1h30m
          .a = 3 * 1s                → .a = 3s
          .a = 1s / 2s               → .a = 0.5
          .a = 1 / 0                 → .a = (1 / 0)
          .a = 1.0 / 0               → .a = (1.0 / 0)
          .a = 1 + "a"               → .a = (1 + "a")
          .a + 1 + 2 = 3             → ((.a + 1) + 2) = 3
          1s = 1000000000            → true
          1 < 1.5                    → true
          "a" < "b"                  → true
          "\\uffff" < "🎉"           → true
          "🎉" > "🎊"                → false
          ok = error                 → false
          ok != error                → true
          true > false               → true > false
          ok = "ok"                  → ok = "ok"
          nil = nil                  → false
          nil != nil                 → false
          nil = .a                   → .a = nil
          1 = nil                    → false
          nil != "a"                 → true
          nil > .a                   → nil > .a
          nil > nil                  → nil > nil
          "abc" =~ "b"               → false
          "abc" !~ "b"               → true
          "a\\nc" =~ "a.c"           → true
          !true                      → false
          !!.a                       → !!.a
          true && false || true      → true
          true && true && .a         → true && .a
          .a && true && true         → .a && true && true
          1 = 1 && .a                → true && .a
          """)
  void constantsAreComputed(String filter, String shape) {
    String printed = TraceQl.print(Trees.condition("{ " + filter + " }"));

    assertThat(printed).isEqualTo(shape);
  }
}
