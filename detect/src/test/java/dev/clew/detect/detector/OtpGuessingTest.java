package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class OtpGuessingTest {
  private final Scene scene = new Scene().warm(5);

  @Test
  void tenWrongCodesAreFoundAndARightOneRaisesThem() {
    codes(10);
    assertThat(scene.findings("A11").getFirst().severity()).isEqualTo(Severity.MEDIUM);

    scene.send(event -> event.user("user1").from("203.0.113.9").operation(Operation.MFA));

    assertThat(scene.findings("A11").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aClockThatDriftsIsSilent() {
    codes(4);
    scene.send(event -> event.user("user1").from("203.0.113.9").operation(Operation.MFA));

    assertThat(scene.findings("A11")).isEmpty();
  }

  private void codes(int times) {
    for (int i = 0; i < times; i++) {
      scene.send(event ->
          event
              .user("user1")
              .from("203.0.113.9")
              .operation(Operation.MFA)
              .fails(Reason.OTP_INVALID));
      scene.skip(5 * Scene.SECOND);
    }
  }
}
