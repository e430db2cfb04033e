package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class MfaFatigueTest {
  private final Scene scene = new Scene().warm(20);

  @Test
  void fivePromptsRefusedAreFound() {
    prompts(5, Reason.MFA_DENIED, "203.0.113.9");

    assertThat(scene.findings("A10").getFirst().severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void theOneThatIsAcceptedIsCritical() {
    prompts(6, Reason.MFA_DENIED, "203.0.113.9");
    scene.skip(10 * Scene.MINUTE);
    scene.send(event -> event.user("user1").from("203.0.113.9").operation(Operation.MFA));

    assertThat(scene.findings("A10").getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void fourPromptsLeftOnTheTableAreSilent() {
    prompts(4, Reason.MFA_TIMEOUT, "203.0.113.9");
    scene.send(event -> event.user("user1").from("203.0.113.9").operation(Operation.MFA));

    assertThat(scene.findings("A10")).isEmpty();
  }

  @Test
  void theOwnersPhoneWithoutNetworkIsLowAtMost() {
    prompts(6, Reason.MFA_TIMEOUT, Scene.home(1));

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void oneSourceThatPromptsManyAccountsIsFound() {
    for (int user = 0; user < 5; user++) {
      String name = "user" + user;
      scene.send(event ->
          event.user(name).from("203.0.113.9").operation(Operation.MFA).fails(Reason.MFA_DENIED));
      scene.skip(5 * Scene.MINUTE);
    }

    assertThat(scene.findings("A10"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
  }

  private void prompts(int times, Reason reason, String address) {
    for (int i = 0; i < times; i++) {
      scene.send(event -> event.user("user1").from(address).operation(Operation.MFA).fails(reason));
      scene.skip(45 * Scene.SECOND);
    }
  }
}
