package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class DistributedSprayingTest {
  private final RandomGenerator random = Seeds.random(3);
  private final Scene scene = new Scene();
  private int attempts;

  @Test
  void oneTryForEachAddressIsFoundWhenItAddsAThird() {
    day(120, 0);
    assertThat(scene.findings("A5")).isEmpty();

    day(10, 12);

    assertThat(scene.findings("A5"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.primary().type()).isEqualTo(Entity.Type.REALM));
  }

  @Test
  void aWholeDayOfHonestTyposIsSilent() {
    day(24 * 60, 0);

    assertThat(scene.findings("A5")).isEmpty();
  }

  @Test
  void aRushOfHonestLoginsIsSilent() {
    day(120, 0);
    for (int i = 0; i < 2_000; i++) {
      honest();
    }
    day(30, 0);

    assertThat(scene.findings("A5")).isEmpty();
  }

  /// So many minutes of 30 honest logins, and so many hostile failures, each from an address of its
  /// own.
  private void day(int minutes, int hostile) {
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < 30; i++) {
        honest();
        scene.skip(Scene.SECOND);
      }
      for (int i = 0; i < hostile; i++) {
        attempts++;
        scene.fail(
            "victim" + random.nextInt(5_000),
            "%d.%d.%d.7".formatted(20 + attempts % 180, attempts / 200 % 250, attempts % 251));
      }
      scene.skip(30 * Scene.SECOND);
    }
  }

  private void honest() {
    int user = random.nextInt(2_000);
    String address = "81.%d.%d.%d".formatted(user / 250, user % 250, 1 + user % 200);
    if (random.nextInt(100) < 8) {
      scene.fail("person" + user, address);
    }
    scene.succeed("person" + user, address);
  }
}
