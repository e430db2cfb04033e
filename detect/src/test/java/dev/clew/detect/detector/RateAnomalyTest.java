package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RateAnomalyTest {
  private final RandomGenerator random = Seeds.random(5);
  private final Scene scene = new Scene();
  private int number;

  @Test
  void failuresFarAboveTheHourAreFound() {
    days(3, 20);
    minutes(5, 20, 100);

    assertThat(scene.findings("D3").getFirst().severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void aDayLikeTheOthersIsSilent() {
    days(6, 20);

    assertThat(scene.findings("D3")).isEmpty();
  }

  @Test
  void beforeADayIsKnownItSaysNothing() {
    minutes(60, 20, 100);

    assertThat(scene.findings("D3")).isEmpty();
  }

  private void days(int days, int perMinute) {
    for (int day = 0; day < days; day++) {
      for (int hour = 0; hour < 24; hour++) {
        int rate = hour < 7 ? perMinute / 4 : hour < 10 ? perMinute : perMinute / 2;
        minutes(60, rate, 1);
      }
    }
  }

  private void minutes(int minutes, int successes, int failures) {
    for (int minute = 0; minute < minutes; minute++) {
      int honest = Math.max(1, successes + random.nextInt(5) - 2);
      for (int i = 0; i < honest; i++) {
        int user = random.nextInt(500);
        scene.succeed("person" + user, "81.2.%d.%d".formatted(user / 250, 1 + user % 250));
      }
      for (int i = 0; i < failures; i++) {
        number++;
        scene.fail(
            "person" + number % 5_000,
            "%d.%d.%d.7".formatted(20 + number % 180, number / 200 % 250, number % 251));
      }
      scene.skip(Scene.MINUTE);
    }
  }
}
