package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.finding.Finding;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class BruteForceAccountTest {
  private final Scene scene = new Scene().warm(3);

  @Test
  void tenFailuresOfAStrangerAreFoundAtTheTenth() {
    fail(9, "203.0.113.9");
    assertThat(scene.findings("A1")).isEmpty();

    fail(1, "203.0.113.9");

    assertThat(scene.findings("A1"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(finding.counts().failures()).isEqualTo(10);
          assertThat(finding.evidence()).hasSize(10);
          assertThat(finding.detector().techniques()).contains("T1110.001");
        });
  }

  @Test
  void twentyAreHigh() {
    fail(20, "203.0.113.9");

    assertThat(scene.findings("A1").getFirst().severity()).isEqualTo(Severity.HIGH);
    assertThat(scene.findings("A1").getFirst().history()).hasSize(2);
  }

  @Test
  void anOwnerWhoRemembersAfterNineIsNoAttack() {
    for (int i = 0; i < 5; i++) {
      fail(9, "203.0.113.9");
      scene.succeed("user1", "203.0.113.9");
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void theVictimsOwnLoginElsewhereResetsNothing() {
    fail(9, "203.0.113.9");
    scene.succeed("user1", Scene.home(1));
    fail(1, "203.0.113.9");

    assertThat(scene.findings("A1")).hasSize(1);
  }

  @Test
  void aKnownDeviceMayFailThreeTimesAsOften() {
    fail(24, Scene.home(1));

    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void ninePerTenMinutesStaySilentHere() {
    for (int i = 0; i < 60; i++) {
      fail(1, "203.0.113.9");
      scene.skip(70 * Scene.SECOND);
    }

    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void lockedAnswersAloneAreNoGuesses() {
    for (int i = 0; i < 15; i++) {
      scene.send(event -> event.user("user1").from("203.0.113.9").fails(Reason.LOCKED));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void systemFaultsAreNobodysGuess() {
    for (int i = 0; i < 50; i++) {
      scene.send(event -> event.user("user1").from("203.0.113.9").fails(Reason.INTERNAL));
    }

    assertThat(scene.findings("A1")).isEmpty();
  }

  @Test
  void aRestartBeforeTheLastFailureStillAlerts() throws IOException {
    fail(9, "203.0.113.9");
    scene.restart();
    fail(1, "203.0.113.9");

    Finding finding = scene.findings("A1").getFirst();
    assertThat(finding.counts().failures()).isEqualTo(10);
  }

  private void fail(int times, String address) {
    for (int i = 0; i < times; i++) {
      scene.fail("user1", address);
      scene.skip(Scene.SECOND);
    }
  }
}
