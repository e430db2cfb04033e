package dev.clew.pipeline.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class AttributeTextTest {
  @Test
  void doublesHaveNoPointWithoutNeed() {
    assertThat(AttributeText.shortest(1)).isEqualTo("1");
    assertThat(AttributeText.shortest(-0.5)).isEqualTo("-0.5");
    assertThat(AttributeText.shortest(1e20)).isEqualTo("100000000000000000000");
    assertThat(AttributeText.shortest(1e21)).isEqualTo("1e+21");
    assertThat(AttributeText.shortest(1.5e-7)).isEqualTo("1.5e-07");
    assertThat(AttributeText.shortest(0.000001)).isEqualTo("0.000001");
  }

  @Test
  void whatIsNoNumberHasAName() {
    assertThat(AttributeText.shortest(Double.NaN)).isEqualTo("NaN");
    assertThat(AttributeText.shortest(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    assertThat(AttributeText.shortest(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }

  @Test
  void everyDoubleReadsBack() {
    Seeds.forEach(
        5_000,
        random -> {
          double value = Double.longBitsToDouble(random.nextLong());
          if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(AttributeText.shortest(value))).isEqualTo(value);
          }
        });
  }
}
