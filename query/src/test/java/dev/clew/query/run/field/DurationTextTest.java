package dev.clew.query.run.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1500, 1.5µs",
    "150000000, 150ms",
    "1000000000, 1s",
    "59999999999, 59.999999999s",
    "60000000000, 1m0s",
    "5400500000000, 1h30m0.5s",
    "-1500000000, -1.5s",
    "9223372036854775807, 2562047h47m16.854775807s",
  })
  void durationsReadAsInGo(long nanos, String text) {
    assertThat(DurationText.of(nanos)).isEqualTo(text);
  }
}
