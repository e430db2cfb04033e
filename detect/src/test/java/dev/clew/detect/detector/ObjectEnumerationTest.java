package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ObjectEnumerationTest {
  private final Scene scene = new Scene().warm(30);

  @Test
  void aWalkOverNeighbouringIdsIsFound() {
    for (int i = 0; i < 25; i++) {
      int id = 5000 + i;
      scene.send(event -> event.user("user1").from("203.0.113.9").permitted("/orders/" + id));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C2")).hasSize(1);
  }

  @Test
  void randomIdsOfOthersAreFoundByTheirDenials() {
    RandomGenerator random = Seeds.random(7);
    for (int i = 0; i < 12; i++) {
      long id = random.nextLong(1_000_000, 9_000_000);
      scene.send(event -> event.user("user1").from("203.0.113.9").denied("/orders/" + id));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C2")).hasSize(1);
  }

  @Test
  void onesOwnOrdersSeenAgainAndAgainAreSilent() {
    for (int i = 0; i < 500; i++) {
      int id = 7000 + i % 6 * 91;
      scene.send(event -> event.user("user1").from("192.0.2.7").permitted("/orders/" + id));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("C2")).isEmpty();
  }

  @Test
  void whereEverybodyReadsManySoMayOne() {
    RandomGenerator random = Seeds.random(8);
    for (int minute = 0; minute < 60; minute++) {
      for (int user = 0; user < 10; user++) {
        String name = "user" + user;
        for (int i = 0; i < 4; i++) {
          long id = random.nextLong(100_000, 999_999);
          scene.send(event -> event.user(name).from("192.0.2.7").permitted("/tickets/" + id));
        }
      }
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.found()).isEmpty();
  }
}
