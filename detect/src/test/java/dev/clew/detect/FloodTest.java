package dev.clew.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.DetectorOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A million names and a million addresses, each once.
final class FloodTest {
  private static final int FLOOD = 1_000_000;
  private static final int ROWS = 2_000;

  @Test
  void stateStaysWithinItsBudgetAndAQuietAttackIsStillFound() throws IOException {
    Scene scene = new Scene(DetectorOptions.DEFAULT.withRows(ROWS)).warm(50);
    long before = scene.saved().length;
    for (int i = 0; i < FLOOD; i++) {
      int number = i;
      scene.send(event ->
          event
              .user("x" + Integer.toHexString(number * 0x9E37_79B1))
              .from(
                  "%d.%d.%d.%d"
                      .formatted(
                          11 + ((number >> 20) % 200),
                          (number >> 12) & 255,
                          (number >> 4) & 255,
                          number & 255))
              .fails(Reason.BAD_CREDENTIALS));
      if (i % 20_000 == 0) {
        scene.fail("user7", "203.0.113.9");
      }
      scene.skip(Scene.SECOND / 2_500);
    }

    assertThat(scene.saved().length - before).isLessThan(60_000_000L);
    assertThat(scene.found()).contains("X2", "A1");
    assertThat(scene.findings("A1")).anyMatch(finding -> finding.primary().ref().equals("user7"));
    assertThat(scene.detection().findings().findings()).hasSizeLessThan(1_500);
  }

  @Test
  void whatIsKnownOfAccountsOutlivesTheFlood() {
    Scene scene = new Scene(DetectorOptions.DEFAULT.withRows(ROWS)).warm(50);
    for (int i = 0; i < 100_000; i++) {
      scene.fail("y" + i, "%d.%d.%d.9".formatted(20 + i % 180, i / 200 % 250, i % 251));
      scene.skip(Scene.SECOND / 500);
    }
    for (int i = 0; i < 12; i++) {
      scene.fail("user3", Scene.home(3));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A1")).isEmpty();
  }
}
