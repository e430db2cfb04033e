package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import org.junit.jupiter.api.Test;

final class DistributedBruteForceTest {
  private final Scene scene = new Scene().warm(5);

  @Test
  void oneAccountFromTenNetworksIsFound() {
    for (int i = 0; i < 10; i++) {
      scene.fail("user1", "203.0.%d.7".formatted(i));
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.findings("A3"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.sources()).hasSize(10));
  }

  @Test
  void aSlowOneIsFoundWithinTheDay() {
    for (int i = 0; i < 12; i++) {
      scene.fail("user1", "203.0.%d.7".formatted(i));
      scene.skip(Scene.HOUR);
    }

    assertThat(scene.findings("A3")).hasSize(1);
  }

  @Test
  void aPhoneThatWandersWithinItsCarrierIsSilent() {
    for (int i = 0; i < 12; i++) {
      scene.fail("user1", "198.51.100.%d".formatted(i + 1));
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.findings("A3")).isEmpty();
  }

  @Test
  void manyAccountsFromManyNetworksAreNotItsConcern() {
    for (int i = 0; i < 100; i++) {
      scene.fail("user" + i, "203.0.%d.7".formatted(i));
      scene.skip(10 * Scene.SECOND);
    }

    assertThat(scene.findings("A3")).isEmpty();
  }
}
