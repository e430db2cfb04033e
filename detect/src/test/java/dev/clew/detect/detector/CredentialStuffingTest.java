package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.finding.Finding;
import org.junit.jupiter.api.Test;

final class CredentialStuffingTest {
  private final Scene scene = new Scene().warm(100);

  @Test
  void aListOfNamesOneTryEachTakesTheSpraysPlace() {
    for (int i = 0; i < 20; i++) {
      scene.fail("user" + i, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.found()).containsExactly("A6");
    assertThat(scene.findings("A4").getFirst().status()).isEqualTo(Finding.Status.SUPERSEDED);
    assertThat(scene.findings("A6").getFirst().counts().accounts()).isEqualTo(20);
  }

  @Test
  void unknownNamesTellItSooner() {
    for (int i = 0; i < 10; i++) {
      String name = "list" + i;
      scene.send(event -> event.unknownUser(name).from("203.0.113.9"));
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.found()).containsExactly("A6");
  }

  @Test
  void manyTriesForFewAccountsAreNoList() {
    for (int i = 0; i < 60; i++) {
      scene.fail("user" + i % 6, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.findings("A6")).isEmpty();
    assertThat(scene.findings("A4")).isNotEmpty();
  }

  @Test
  void theCampaignIsOneIncident() {
    for (int i = 0; i < 40; i++) {
      scene.fail("user" + i, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }
    scene.succeed("user50", "203.0.113.9");

    assertThat(scene.detection().findings().incidents())
        .singleElement()
        .satisfies(incident -> {
          assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(incident.findings())
              .extracting(finding -> finding.detector().id())
              .contains("A6", "A8");
        });
    Finding stuffing = scene.findings("A6").getFirst();
    assertThat(stuffing.accounts())
        .filteredOn(account -> account.loggedInNanos() != 0)
        .extracting(Finding.Account::ref)
        .containsExactly("user50");
  }
}
