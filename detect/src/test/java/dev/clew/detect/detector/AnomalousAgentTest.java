package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class AnomalousAgentTest {
  private final Scene scene = new Scene().warm(10);

  @Test
  void aScriptThatFailsWherePeopleLogInIsTold() {
    for (int i = 0; i < 5; i++) {
      scene.send(
          event -> event.user("user1").from("203.0.113.9").script().fails(Reason.BAD_CREDENTIALS));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("D2").getFirst().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void aScriptByWhichOthersLogInIsTheClientsOwn() {
    for (int user = 0; user < 5; user++) {
      String name = "user" + user;
      scene.send(event -> event.user(name).from("192.0.2.9").script());
    }
    for (int i = 0; i < 8; i++) {
      scene.send(
          event -> event.user("user1").from("192.0.2.9").script().fails(Reason.BAD_CREDENTIALS));
    }

    assertThat(scene.findings("D2")).isEmpty();
  }

  @Test
  void browsersThatFailAreNotItsConcern() {
    for (int i = 0; i < 50; i++) {
      scene.fail("user1", "203.0.113.9");
    }

    assertThat(scene.findings("D2")).isEmpty();
  }
}
