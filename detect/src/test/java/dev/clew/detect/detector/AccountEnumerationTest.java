package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Operation;
import org.junit.jupiter.api.Test;

final class AccountEnumerationTest {
  private final Scene scene = new Scene().warm(50);

  @Test
  void twentyNamesThatDoNotExistAreFound() {
    for (int i = 0; i < 20; i++) {
      String name = "name" + i;
      scene.send(
          event -> event.unknownUser(name).operation(Operation.RECOVERY).from("203.0.113.9"));
      scene.skip(10 * Scene.SECOND);
    }

    assertThat(scene.findings("A9")).hasSize(1);
  }

  @Test
  void oneWrongNameTriedOftenIsOneName() {
    for (int i = 0; i < 40; i++) {
      scene.send(event -> event.unknownUser("alcie").from("203.0.113.9"));
      scene.skip(10 * Scene.SECOND);
    }

    assertThat(scene.findings("A9")).isEmpty();
  }

  @Test
  void misspeltNamesOfABusyOfficeAreSilent() {
    for (int i = 0; i < 50; i++) {
      String name = "typo" + i;
      if (i % 2 == 0) {
        scene.send(event -> event.unknownUser(name).from("198.51.100.1"));
      }
      scene.succeed("user" + i, "198.51.100.1");
      scene.skip(5 * Scene.SECOND);
    }

    assertThat(scene.findings("A9")).isEmpty();
  }
}
