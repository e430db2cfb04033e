package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class MisconfiguredClientTest {
  private final Scene scene = new Scene().warm(5);

  @Test
  void aMailClientWithAnOldPasswordIsLowAllDayLong() {
    for (int i = 0; i < 96; i++) {
      scene.fail("user1", Scene.home(1));
      scene.skip(5 * Scene.MINUTE);
    }

    assertThat(scene.found()).isEmpty();
    assertThat(scene.findings("C0")).hasSize(1);
  }

  @Test
  void aMonitorWithAWrongPasswordIsLowToo() {
    for (int i = 0; i < 600; i++) {
      scene.send(event ->
          event
              .user("probe")
              .from("192.0.2.250")
              .agent("blackbox", "", AgentClass.MONITOR)
              .fails(Reason.BAD_CREDENTIALS));
      scene.skip(Scene.MINUTE);
    }

    assertThat(scene.found()).isEmpty();
  }

  @Test
  void theSameRegularityOfAStrangerIsNotExcused() {
    for (int i = 0; i < 40; i++) {
      scene.fail("user1", "203.0.113.9");
      scene.skip(5 * Scene.MINUTE);
    }

    assertThat(scene.found()).contains("A7");
    assertThat(scene.findings("C0")).isEmpty();
  }
}
