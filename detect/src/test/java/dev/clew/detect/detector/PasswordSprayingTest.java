package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.finding.Finding;
import org.junit.jupiter.api.Test;

final class PasswordSprayingTest {
  private final Scene scene = new Scene().warm(100);

  @Test
  void fiveFailingAccountsInARowAreEnough() {
    for (int i = 0; i < 4; i++) {
      fail(i);
    }
    assertThat(scene.found()).isEmpty();

    fail(4);

    assertThat(scene.found()).containsExactly("A4");
    assertThat(scene.findings("A4").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void oneAccountThatFailsAgainIsNoNewEvidence() {
    for (int i = 0; i < 7; i++) {
      fail(i % 3);
    }

    assertThat(scene.findings("A4")).isEmpty();
  }

  @Test
  void aBusyOfficeWithTyposIsSilent() {
    for (int i = 0; i < 100; i++) {
      if (i % 7 == 0) {
        scene.fail("user" + i, "198.51.100.1");
        scene.skip(5 * Scene.SECOND);
      }
      scene.succeed("user" + i, "198.51.100.1");
      scene.skip(10 * Scene.SECOND);
    }

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void laterSuccessesOfTheSameAccountsContradictIt() {
    for (int i = 0; i < 5; i++) {
      fail(i);
    }
    for (int i = 0; i < 5; i++) {
      scene.succeed("user" + i, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A4").getFirst().status()).isEqualTo(Finding.Status.CONTRADICTED);
  }

  private void fail(int user) {
    scene.fail("user" + user, "203.0.113.9");
    scene.skip(10 * Scene.SECOND);
  }
}
