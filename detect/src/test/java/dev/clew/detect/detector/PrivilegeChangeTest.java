package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class PrivilegeChangeTest {
  private final Scene scene = new Scene().warm(10);

  @Test
  void aGrantToOneselfIsHigh() {
    scene.send(event ->
        event.user("user1").from(Scene.home(1)).grants("users/user1/role-mappings", "editor"));

    assertThat(scene.findings("C3").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void somebodyJustGrantedWhoGrantsOnIsFound() {
    scene.send(event ->
        event.user("user1").from(Scene.home(1)).grants("users/user2/role-mappings", "reader"));
    scene.skip(20 * Scene.MINUTE);
    scene.send(event ->
        event.user("user2").from(Scene.home(2)).grants("users/user3/role-mappings", "admin"));

    assertThat(scene.findings("C3").getLast().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void anAdministratorWhoGrantsEveryDayIsSilent() {
    Scene realm = new Scene();
    for (int day = 0; day < 30; day++) {
      realm.succeed("root", "192.0.2.1");
      int user = day;
      realm.send(event ->
          event.user("root").from("192.0.2.1").grants("users/u" + user + "/groups", "staff"));
      realm.skip(Scene.DAY);
    }

    assertThat(realm.findings("C3")).isEmpty();
  }

  @Test
  void aHijackedGrantorIsCritical() {
    for (int i = 0; i < 15; i++) {
      scene.fail("user1", "203.0.113.9");
      scene.skip(Scene.SECOND);
    }
    scene.succeed("user1", "203.0.113.9");
    scene.send(event ->
        event.user("user1").from("203.0.113.9").grants("users/user1/role-mappings", "admin"));

    assertThat(scene.findings("C3").getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(scene.detection().findings().incidents()).hasSize(1);
  }
}
