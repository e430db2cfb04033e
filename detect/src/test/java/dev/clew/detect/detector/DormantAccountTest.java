package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class DormantAccountTest {
  private final Scene scene = new Scene();

  @Test
  void aLoginAfterAHundredDaysFromElsewhereIsFound() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(100 * Scene.DAY);
    scene.succeed("alice", "203.0.113.9");

    assertThat(scene.findings("D1").getFirst().severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void fromTheOldDeviceItIsLow() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(100 * Scene.DAY);
    scene.succeed("alice", "192.0.2.7");

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void anAdministratorIsDormantSooner() {
    scene.send(event -> event.user("root").from("192.0.2.7").roles("realm-admin"));
    scene.skip(50 * Scene.DAY);
    scene.send(event -> event.user("root").from("203.0.113.9").roles("realm-admin"));

    assertThat(scene.findings("D1").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void holidaysAndNewAccountsAreSilent() {
    scene.succeed("bob", "203.0.113.9");
    scene.succeed("alice", "192.0.2.7");
    scene.skip(30 * Scene.DAY);
    scene.succeed("alice", "203.0.113.9");

    assertThat(scene.findings("D1")).isEmpty();
  }
}
