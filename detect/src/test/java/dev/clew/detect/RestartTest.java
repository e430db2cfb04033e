package dev.clew.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.DetectorOptions;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// State is a function of what came, and goes through a restart unchanged.
final class RestartTest {
  @Test
  void aRestartAnywhereYieldsTheSameStateByteForByte() {
    Seeds.forEach(
        12,
        random -> {
          long seed = random.nextLong();
          int events = 300 + random.nextInt(700);
          int stop = random.nextInt(events);

          assertThat(played(seed, events, stop)).isEqualTo(played(seed, events, -1));
        });
  }

  @Test
  void theFifthFailureAlertsThoughTheFirstFourWereBeforeTheRestart() throws IOException {
    Scene scene = new Scene().warm(20);
    for (int i = 0; i < 4; i++) {
      scene.fail("user" + i, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }
    scene.restart();
    assertThat(scene.found()).isEmpty();

    scene.fail("user4", "203.0.113.9");

    assertThat(scene.found()).containsExactly("A4");
  }

  @Test
  void anOpenFindingGoesOnAfterARestart() throws IOException {
    Scene scene = new Scene().warm(20);
    for (int i = 0; i < 12; i++) {
      scene.fail("user1", "203.0.113.9");
      scene.skip(Scene.SECOND);
    }
    String id = scene.findings("A1").getFirst().id();
    scene.restart();
    scene.fail("user1", "203.0.113.9");
    scene.succeed("user1", "203.0.113.9");

    assertThat(scene.findings("A1").getFirst().id()).isEqualTo(id);
    assertThat(scene.findings("A1").getFirst().counts().failures()).isEqualTo(13);
    assertThat(scene.findings("A8")).hasSize(1);
  }

  private static byte[] played(long seed, int events, int stop) throws IOException {
    RandomGenerator random = Seeds.random(seed);
    Scene scene = new Scene(DetectorOptions.DEFAULT.withRows(40));
    for (int i = 0; i < events; i++) {
      anything(scene, random);
      scene.pass(random.nextInt(90) * Scene.SECOND);
      if (i == stop) {
        scene.restart();
      }
    }
    return scene.saved();
  }

  private static void anything(Scene scene, RandomGenerator random) {
    Operation[] operations = Operation.values();
    Reason[] reasons = Reason.values();
    scene.send(event -> {
      event
          .user("user" + random.nextInt(60))
          .from("203.0.%d.%d".formatted(random.nextInt(4), random.nextInt(20)))
          .session("s" + random.nextInt(30))
          .takes(random.nextInt(1_000_000_000))
          .operation(operations[random.nextInt(operations.length)]);
      if (random.nextInt(3) > 0) {
        event.fails(reasons[1 + random.nextInt(reasons.length - 1)]);
      }
      if (random.nextInt(4) == 0) {
        event.denied("/thing/" + random.nextInt(50));
      }
    });
  }
}
