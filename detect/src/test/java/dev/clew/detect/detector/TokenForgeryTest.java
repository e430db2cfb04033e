package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import org.junit.jupiter.api.Test;

final class TokenForgeryTest {
  private final Scene scene = new Scene().warm(40);

  @Test
  void oneTokenWithoutSignatureIsEnough() {
    token("", "203.0.113.9", Reason.ALG_NONE);

    assertThat(scene.findings("B5").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void oneThatWasAcceptedIsCritical() {
    scene.send(event ->
        event
            .from("203.0.113.9")
            .operation(Operation.TOKEN_VALIDATE)
            .ends(Result.SUCCESS, Reason.ALG_NONE));

    assertThat(scene.findings("B5").getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void twoWrongSignaturesAreSilentAndThreeAreNot() {
    token("", "203.0.113.9", Reason.BAD_SIGNATURE);
    token("", "203.0.113.9", Reason.BAD_SIGNATURE);
    assertThat(scene.findings("B5")).isEmpty();

    token("", "203.0.113.9", Reason.BAD_SIGNATURE);

    assertThat(scene.findings("B5")).hasSize(1);
  }

  @Test
  void tokensThatAreMerelyInvalidNeverCount() {
    for (int i = 0; i < 500; i++) {
      token("user1", "203.0.113.9", Reason.INVALID_TOKEN);
    }

    assertThat(scene.findings("B5")).isEmpty();
  }

  @Test
  void sessionsThatEndOverNightAreLowAtMost() {
    for (int i = 0; i < 60; i++) {
      token("user1", Scene.home(1), Reason.TOKEN_EXPIRED);
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void keysThatRotateAreNoAttack() {
    for (int round = 0; round < 2; round++) {
      for (int user = 0; user < 40; user++) {
        token("user" + user, Scene.home(user), Reason.UNKNOWN_KID);
        scene.skip(Scene.SECOND);
      }
    }

    assertThat(scene.found()).isEmpty();
    assertThat(scene.findings("B5"))
        .allSatisfy(finding -> assertThat(finding.primary().type()).isEqualTo(Entity.Type.SERVICE));
  }

  private void token(String user, String address, Reason reason) {
    scene.send(
        event -> event.user(user).from(address).operation(Operation.TOKEN_VALIDATE).fails(reason));
  }
}
