package dev.clew.bench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private static final String PAGE =
      """
      # HELP clew_store_unsealed_spans Spans that are in no segment yet.
      # TYPE clew_store_unsealed_spans gauge
      clew_store_unsealed_spans{signal="traces"} 1.5e3
      clew_store_unsealed_spans{signal="logs",note="a } b"} 2
      clew_other 7 1718000000000
      """;

  @Test
  void seriesOfOneNameAreAddedUp() {
    Gauges gauges = new Gauges(PAGE);

    assertThat(gauges.sum(Pattern.compile("clew_\\w*unsealed\\w*"))).hasValue(1_502);
    assertThat(gauges.sum(Pattern.compile("clew_other"))).hasValue(7);
  }

  @Test
  void anUnknownNameIsEmpty() {
    assertThat(new Gauges(PAGE).sum(Pattern.compile("nothing"))).isEmpty();
  }
}
