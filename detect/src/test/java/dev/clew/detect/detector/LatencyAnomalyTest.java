package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class LatencyAnomalyTest {
  private final RandomGenerator random = Seeds.random(11);
  private final Scene scene = new Scene();

  @Test
  void aDatabaseThatTakesTwiceAsLongIsFoundAndNamed() {
    minutes(90, 80, 60, 20);
    minutes(5, 80, 60, 110);

    assertThat(scene.findings("E1"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.title()).contains("slow dependency postgresql"));
  }

  @Test
  void loadIsToldApartFromASlowDependency() {
    minutes(90, 80, 60, 20);
    minutes(5, 400, 200, 20);

    assertThat(scene.findings("E1").getFirst().title()).contains("load");
  }

  @Test
  void anHourLikeTheLastIsSilent() {
    minutes(240, 80, 60, 20);

    assertThat(scene.findings("E1")).isEmpty();
  }

  @Test
  void fewEventsAreWeighedOneByOne() {
    minutes(60, 8, 60, 20);
    assertThat(scene.findings("E1")).isEmpty();

    minutes(5, 8, 300, 20);

    assertThat(scene.findings("E1")).hasSize(1);
  }

  private void minutes(int minutes, int count, int ownMillis, int databaseMillis) {
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < count; i++) {
        double noise = Math.exp(0.25 * random.nextGaussian());
        long database = (long) (databaseMillis * noise * 1e6);
        long all = (long) (ownMillis * noise * 1e6) + database;
        int user = random.nextInt(300);
        scene.send(event ->
            event
                .user("person" + user)
                .from("81.2.3.%d".formatted(1 + user % 250))
                .takes(all)
                .waitsFor("postgresql", database));
        scene.skip(Scene.MINUTE / count);
      }
    }
  }
}
