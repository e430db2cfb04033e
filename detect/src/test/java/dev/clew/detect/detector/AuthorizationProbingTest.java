package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class AuthorizationProbingTest {
  private static final String[] DOORS = {
    "users",
    "roles",
    "keys",
    "events",
    "clients",
    "groups",
    "realms",
    "audit",
    "sessions",
    "backup",
    "export",
    "flows",
    "scopes",
    "themes",
    "mail",
    "ldap"
  };

  private final Scene scene = new Scene().warm(30);

  @Test
  void eightDoorsDeniedAreFoundAndFifteenAreHigh() {
    tryDoors("user1", 8);
    assertThat(scene.findings("C1").getFirst().severity()).isEqualTo(Severity.MEDIUM);

    tryDoors("user1", 16);

    assertThat(scene.findings("C1").getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aDoorOfAdministratorsThatOpensIsCritical() {
    tryDoors("user1", 10);
    scene.send(event -> event.user("user1").from("203.0.113.9").permitted("/admin/backup"));

    assertThat(scene.findings("C1").getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void oneDoorTriedOftenIsImpatience() {
    for (int i = 0; i < 29; i++) {
      scene.send(event -> event.user("user1").from("192.0.2.7").denied("/admin/users"));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C1")).isEmpty();
  }

  @Test
  void objectsOfOneKindAreOneDoor() {
    for (int i = 0; i < 20; i++) {
      int id = 1000 + i * 37;
      scene.send(event -> event.user("user1").from("192.0.2.7").denied("/orders/" + id + "/edit"));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C1")).isEmpty();
  }

  @Test
  void somebodyWhoMostlyMayIsSilent() {
    for (String door : DOORS) {
      scene.send(event -> event.user("user1").from("192.0.2.7").denied("/admin/" + door));
      scene.send(event -> event.user("user1").from("192.0.2.7").permitted("/app/" + door));
      scene.send(event -> event.user("user1").from("192.0.2.7").permitted("/app2/" + door));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C1")).isEmpty();
  }

  @Test
  void aReleaseThatShutsDoorsToAllIsNobodysAttack() {
    for (int user = 0; user < 20; user++) {
      String name = "user" + user;
      for (int door = 0; door < 10; door++) {
        String path = "/admin/" + DOORS[door];
        scene.send(event -> event.user(name).from("192.0.2.7").permitted(path));
      }
      scene.skip(Scene.SECOND);
    }
    scene.skip(Scene.DAY);
    for (int door = 0; door < 10; door++) {
      for (int user = 0; user < 20; user++) {
        String name = "user" + user;
        String path = "/admin/" + DOORS[door];
        scene.send(event -> event.user(name).from("192.0.2.7").denied(path));
      }
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C1")).isEmpty();
  }

  @Test
  void whatDoesNotExistCountsOnceSomethingWasDenied() {
    for (String door : DOORS) {
      scene.send(event -> event.user("user1").from("192.0.2.7").missing("/admin/" + door));
    }
    assertThat(scene.findings("C1")).isEmpty();

    scene.send(event -> event.user("user1").from("192.0.2.7").denied("/admin/first"));
    for (String door : DOORS) {
      scene.send(event -> event.user("user1").from("192.0.2.7").missing("/admin/" + door));
    }

    assertThat(scene.findings("C1")).hasSize(1);
  }

  private void tryDoors(String user, int count) {
    for (int i = 0; i < count; i++) {
      String path = "/admin/" + DOORS[i];
      scene.send(event -> event.user(user).from("203.0.113.9").denied(path));
      scene.skip(Scene.SECOND);
    }
  }
}
