package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class SlowAndLowTest {
  private final Scene scene = new Scene().warm(100);

  @Test
  void oneAttemptInElevenMinutesIsFoundWithinEight() {
    for (int i = 0; i < 8; i++) {
      scene.fail("user" + i, "203.0.113.9");
      scene.skip(11 * Scene.MINUTE);
    }

    assertThat(scene.found()).containsExactly("A7");
  }

  @Test
  void addressesOfOneNetworkThatTakeTurnsAreFound() {
    for (int i = 0; i < 12; i++) {
      scene.fail("user" + i, "203.0.113.%d".formatted(i + 1));
      scene.skip(5 * Scene.MINUTE);
    }

    assertThat(scene.findings("A7"))
        .anySatisfy(finding -> assertThat(finding.primary().type()).isEqualTo(Entity.Type.NETWORK));
  }

  @Test
  void aStrangerWhoKeepsAtOneAccountIsFoundWithinADay() {
    for (int i = 0; i < 12; i++) {
      scene.fail("user1", "203.0.113.9");
      scene.skip((10 + i % 5 * 7) * Scene.MINUTE);
    }

    assertThat(scene.findings("A7")).hasSize(1);
  }

  @Test
  void aHouseholdThatForgetsNowAndThenIsSilent() {
    for (int day = 0; day < 20; day++) {
      for (int user = 0; user < 4; user++) {
        scene.fail("user" + user, "198.51.100.77");
        scene.skip(20 * Scene.SECOND);
        scene.succeed("user" + user, "198.51.100.77");
        scene.skip(Scene.HOUR);
      }
      scene.skip(20 * Scene.HOUR);
    }

    assertThat(scene.found()).isEmpty();
  }
}
