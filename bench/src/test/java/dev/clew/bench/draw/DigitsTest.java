package dev.clew.bench.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigitsTest {
  @Test
  void numbersAreWrittenAsFormatWouldWriteThem() {
    Seeds.forEach(
        500,
        random -> {
          long number = random.nextLong(1_000_000_000L);
          byte[] target = new byte[16];

          Digits.decimal(target, 0, 16, number);
          assertThat(text(target)).isEqualTo("%016d".formatted(number));
          Digits.padded(target, 0, 16, number);
          assertThat(text(target)).isEqualTo("%16d".formatted(number));
          Digits.hex(target, 0, number);
          assertThat(text(target)).isEqualTo(String.format(Locale.ROOT, "%016x", number));
        });
  }

  @Test
  void oddWidthsKeepTheLastDigits() {
    byte[] target = new byte[7];

    Digits.decimal(target, 0, 7, 1_234);

    assertThat(text(target)).isEqualTo("0001234");
  }

  private static String text(byte[] target) {
    return new String(target, StandardCharsets.US_ASCII);
  }
}
