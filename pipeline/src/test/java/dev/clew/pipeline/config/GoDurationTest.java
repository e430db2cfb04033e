package dev.clew.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GoDurationTest {
  @Test
  void readsWhatGoReads() {
    assertThat(GoDuration.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(GoDuration.parse("-1.5s")).isEqualTo(Duration.ofMillis(-1_500));
    assertThat(GoDuration.parse("100us")).isEqualTo(Duration.ofNanos(100_000));
    assertThat(GoDuration.parse(".5ms")).isEqualTo(Duration.ofNanos(500_000));
    assertThat(GoDuration.parse("0")).isEqualTo(Duration.ZERO);
  }

  @Test
  void refusesInTheWordsOfGo() {
    refused("1d", "time: unknown unit \"d\" in duration \"1d\"");
    refused("10", "time: missing unit in duration \"10\"");
    refused("", "time: invalid duration \"\"");
    refused("s", "time: invalid duration \"s\"");
    refused("9999999999h", "time: invalid duration \"9999999999h\"");
  }

  @Test
  void printsWhatGoPrints() {
    assertThat(GoDuration.print(Duration.ofMinutes(90))).isEqualTo("1h30m0s");
    assertThat(GoDuration.print(Duration.ofMillis(1_500))).isEqualTo("1.5s");
    assertThat(GoDuration.print(Duration.ofMillis(200))).isEqualTo("200ms");
    assertThat(GoDuration.print(Duration.ofNanos(10))).isEqualTo("10ns");
    assertThat(GoDuration.print(Duration.ofMinutes(5))).isEqualTo("5m0s");
  }

  @Test
  void whatIsPrintedReadsAsTheSame() {
    Seeds.forEach(
        1_000,
        random -> {
          Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));

          assertThat(GoDuration.parse(GoDuration.print(duration))).isEqualTo(duration);
        });
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> GoDuration.parse(text)).hasMessage(message);
  }
}
