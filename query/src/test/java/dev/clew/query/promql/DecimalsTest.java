package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DecimalsTest {
  @Test
  void plainNumbersHaveNoExponent() {
    assertThat(Decimals.plain(1e21)).isEqualTo("1000000000000000000000");
    assertThat(Decimals.plain(1e-7)).isEqualTo("0.0000001");
    assertThat(Decimals.plain(-0.0)).isEqualTo("-0");
    assertThat(Decimals.plain(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }

  @Test
  void samplesHaveAnExponentWhereTheyAreVeryLargeOrSmall() {
    assertThat(Decimals.sample(1e20)).isEqualTo("100000000000000000000");
    assertThat(Decimals.sample(1e21)).isEqualTo("1e+21");
    assertThat(Decimals.sample(0.000001)).isEqualTo("0.000001");
    assertThat(Decimals.sample(1.5e-7)).isEqualTo("1.5e-07");
    assertThat(Decimals.sample(Double.NaN)).isEqualTo("NaN");
    assertThat(Decimals.sample(0)).isEqualTo("0");
  }

  @Test
  void generalNumbersHaveTheExponentOfTheirUse() {
    assertThat(Decimals.general(123_456, 6)).isEqualTo("123456");
    assertThat(Decimals.general(1_234_567, 6)).isEqualTo("1.234567e+06");
    assertThat(Decimals.general(0.00001)).isEqualTo("1e-05");
    assertThat(Decimals.general(1.1)).isEqualTo("1.1");
  }

  @Test
  void roundedNumbersGoToTheEvenDigit() {
    assertThat(Decimals.rounded(0.00012345, 4)).isEqualTo("0.0001234");
    assertThat(Decimals.rounded(123_456, 4)).isEqualTo("1.235e+05");
    assertThat(Decimals.rounded(1.50, 4)).isEqualTo("1.5");
  }
}
