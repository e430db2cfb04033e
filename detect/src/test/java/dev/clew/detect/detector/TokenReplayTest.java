package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class TokenReplayTest {
  private final Scene scene = new Scene().warm(5);

  @Test
  void aSpentTokenFromElsewhereIsCritical() {
    refresh("192.0.2.7");
    scene.skip(Scene.MINUTE);
    reuse("203.0.113.9");

    assertThat(scene.findings("B4").getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aSpentTokenFromHomeIsHigh() {
    refresh("192.0.2.7");
    scene.skip(Scene.MINUTE);
    reuse("192.0.2.7");

    assertThat(scene.findings("B4").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void twoTabsThatRaceAreLow() {
    refresh("192.0.2.7");
    scene.skip(Scene.SECOND);
    reuse("192.0.2.7");

    assertThat(scene.found()).isEmpty();
    assertThat(scene.findings("B4").getFirst().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void oneTokenFromTwoNetworksByTwoProgramsIsFound() {
    validate("192.0.2.7", false);
    scene.skip(20 * Scene.SECOND);
    validate("203.0.113.9", true);

    assertThat(scene.findings("B4")).hasSize(1);
  }

  @Test
  void oneTokenOnTheRoadIsSilent() {
    validate("192.0.2.7", false);
    scene.skip(20 * Scene.SECOND);
    validate("203.0.113.9", false);

    assertThat(scene.findings("B4")).isEmpty();
  }

  @Test
  void refreshesOneAfterTheOtherAreSilent() {
    for (int i = 0; i < 50; i++) {
      refresh("192.0.2.7");
      scene.skip(5 * Scene.MINUTE);
    }

    assertThat(scene.findings("B4")).isEmpty();
  }

  private void refresh(String address) {
    scene.send(event ->
        event.user("user1").from(address).session("s1").operation(Operation.TOKEN_REFRESH));
  }

  private void reuse(String address) {
    scene.send(event ->
        event
            .user("user1")
            .from(address)
            .session("s1")
            .operation(Operation.TOKEN_REFRESH)
            .fails(Reason.TOKEN_REUSED));
  }

  private void validate(String address, boolean isScript) {
    scene.send(event -> {
      event.user("user1").from(address).token("jti-1").operation(Operation.TOKEN_VALIDATE);
      if (isScript) {
        event.script();
      }
    });
  }
}
