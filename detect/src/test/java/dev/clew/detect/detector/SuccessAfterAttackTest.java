package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class SuccessAfterAttackTest {
  private final Scene scene = new Scene().warm(50);

  @Test
  void aGuessThatWorksIsCriticalAtOnce() {
    attack();
    scene.succeed("user1", "203.0.113.9");

    assertThat(scene.findings("A8"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.CRITICAL));
  }

  @Test
  void theOwnersLoginFromHomeIsNothing() {
    attack();
    scene.succeed("user1", Scene.home(1));

    assertThat(scene.findings("A8")).isEmpty();
  }

  @Test
  void anotherAccountFromTheSameAddressIsTold() {
    attack();
    scene.succeed("user7", "203.0.113.9");

    assertThat(scene.findings("A8"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.primary().ref()).isEqualTo("user7"));
  }

  @Test
  void aPasswordThatWasRightButWantedASecondFactorCounts() {
    attack();
    scene.send(event -> event.user("user1").from("203.0.113.9").fails(Reason.MFA_REQUIRED));

    assertThat(scene.findings("A8").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void threeHoursAfterTheAttackClosedItIsForgotten() {
    attack();
    scene.pass(2 * Scene.DAY);
    scene.pass(4 * Scene.HOUR);
    scene.succeed("user1", "198.51.100.200");

    assertThat(scene.findings("A8")).isEmpty();
  }

  @Test
  void aLoginWithoutAnyAttackIsNothing() {
    scene.fail("user1", "203.0.113.9");
    scene.succeed("user1", "203.0.113.9");

    assertThat(scene.findings("A8")).isEmpty();
  }

  private void attack() {
    for (int i = 0; i < 15; i++) {
      scene.fail("user1", "203.0.113.9");
      scene.skip(Scene.SECOND);
    }
  }
}
