package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class BruteForceSourceTest {
  private final Scene scene = new Scene().warm(60);

  @Test
  void eightFailuresOnTwoAccountsAreFound() {
    for (int i = 0; i < 8; i++) {
      scene.fail("user" + i % 2, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A2"))
        .singleElement()
        .extracting(finding -> finding.primary().ref())
        .isEqualTo("203.0.113.9");
  }

  @Test
  void namelessFailuresCountOnTheirSource() {
    for (int i = 0; i < 10; i++) {
      scene.fail("", "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A2")).hasSize(1);
    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void aSourceThatSucceedsMoreThanItFailsIsSilent() {
    for (int round = 0; round < 30; round++) {
      int user = round % 3;
      scene.fail("user" + user, "203.0.113.9");
      scene.skip(5 * Scene.SECOND);
      scene.succeed("user" + user, "203.0.113.9");
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.findings("A2")).isEmpty();
  }

  @Test
  void whereNoSuccessIsToldTheFindingIsLow() {
    Scene mute = new Scene();
    for (int i = 0; i < 300; i++) {
      mute.fail("user" + i, "192.0.2.%d".formatted(i % 250 + 1));
      mute.skip(Scene.HOUR);
    }
    for (int i = 0; i < 12; i++) {
      mute.fail("victim" + i % 2, "203.0.113.9");
    }

    assertThat(mute.findings("A2"))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.severity()).isLessThanOrEqualTo(Severity.LOW));
  }
}
