package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import org.junit.jupiter.api.Test;

final class ForgedAddressTest {
  private final Scene scene = new Scene().warm(60);

  @Test
  void manyClaimedAddressesBehindOnePeerAreToldAboutThePeer() {
    for (int i = 0; i < 40; i++) {
      claim(i, "203.0.113.9", true);
    }

    assertThat(scene.findings("X1"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.primary().ref()).isEqualTo("203.0.113.9"));
  }

  @Test
  void aProxyOfHonestPeopleIsSilent() {
    for (int i = 0; i < 60; i++) {
      claim(i, "203.0.113.9", i % 3 == 0);
    }

    assertThat(scene.findings("X1")).isEmpty();
  }

  private void claim(int user, String peer, boolean isFailure) {
    scene.send(event -> {
      event.user("user" + user).from("10.%d.0.1".formatted(user)).claimedBy(peer);
      if (isFailure) {
        event.fails(Reason.BAD_CREDENTIALS);
      }
    });
    scene.skip(Scene.SECOND);
  }
}
