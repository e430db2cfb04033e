package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SelectorsTest {
  @Test
  void allSelectorsOfAQueryAreFound() {
    String text = "topk(scalar(a), -rate(b{x=\"1\"}[5m])) and (max_over_time(c[1m:]) + 1 > bool d)";
    Parsed.Ok parsed = (Parsed.Ok) PromQl.parse(text);

    assertThat(PromQl.selectors(parsed.query()).toString())
        .isEqualTo(
            "[[__name__=\"a\"], [x=\"1\", __name__=\"b\"], [__name__=\"c\"], [__name__=\"d\"]]");
  }
}
