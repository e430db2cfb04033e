package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MessagesTest {
  private static String message(String text) {
    return PromQl.parse(text) instanceof Parsed.Failed failed ? failed.message() : "taken";
  }

  @Test
  void positionsAreLinesAndColumnsInBytes() {
    assertThat(message("sum(\n  {a=\"ä\"} x)"))
        .isEqualTo("2:12: parse error: unexpected identifier \"x\"");
    assertThat(message("")).isEqualTo("1:1: parse error: no expression found in input");
  }

  @Test
  void theFieldForOfARuleGetsAHint() {
    assertThat(message("up == 0 for 2m"))
        .isEqualTo(
            "1:9: parse error: unexpected identifier \"for\" (a rule has `for:` as a field of its"
                + " own, it is no part of the expression)");
  }

  @Test
  void aBadRegularExpressionIsNamedInItsPlace() {
    assertThat(message("x{a=~\"(\"}"))
        .isEqualTo("1:3: parse error: error parsing regexp: missing closing ): `(`");
  }
}
