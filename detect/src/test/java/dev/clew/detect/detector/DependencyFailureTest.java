package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import org.junit.jupiter.api.Test;

final class DependencyFailureTest {
  private final Scene scene = new Scene().warm(100);

  @Test
  void anOutageIsToldAsOneAndAccusesNobody() {
    for (int i = 0; i < 200; i++) {
      error(i % 100);
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.found()).containsExactly("E2");
  }

  @Test
  void aFaultNowAndThenIsSilent() {
    for (int i = 0; i < 1_000; i++) {
      if (i % 200 == 0) {
        error(i % 100);
      }
      scene.succeed("user" + i % 100, Scene.home(i % 100));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("E2")).isEmpty();
  }

  private void error(int user) {
    scene.send(event ->
        event
            .user("user" + user)
            .from(Scene.home(user))
            .ends(Result.ERROR, Reason.UPSTREAM_UNAVAILABLE));
  }
}
