package dev.clew.detect.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.Entity;
import dev.clew.model.TraceId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private final Scene scene = new Scene().warm(30);

  @Test
  void oneCampaignIsToldOnceAndThenWhenItGrows() {
    attack(15);
    scene.pass(Scene.MINUTE);
    attack(15);

    assertThat(scene.changes())
        .filteredOn(change -> change.finding().detector().id().equals("A1"))
        .extracting(FindingChange::kind)
        .containsExactly(FindingChange.Kind.OPENED, FindingChange.Kind.ESCALATED);
  }

  @Test
  void theNumbersAreThoseOfTheEvents() {
    attack(37);
    scene.succeed("user1", "203.0.113.9");

    Finding finding = scene.findings("A1").getFirst();
    assertThat(finding.counts().failures()).isEqualTo(37);
    assertThat(finding.counts().successes()).isEqualTo(1);
    assertThat(finding.counts().sources()).isEqualTo(1);
    assertThat(finding.times().firstNanos()).isLessThan(finding.times().lastNanos());
  }

  @Test
  void proofIsCappedHoweverLongTheAttack() {
    for (int i = 0; i < 3_000; i++) {
      scene.fail("user" + i, "203.0.113.9");
      scene.skip(Scene.SECOND);
    }

    Finding finding = scene.findings("A6").getFirst();
    assertThat(finding.evidence()).hasSizeLessThanOrEqualTo(200);
    assertThat(finding.accounts()).hasSizeLessThanOrEqualTo(500);
    assertThat(finding.counts().failures()).isEqualTo(3_000);
    assertThat(scene.detection().drainPins()).hasSizeLessThanOrEqualTo(1_100);
  }

  @Test
  void theTracesThatProveItAreToBeKept() {
    attack(12);

    List<TraceId> pins = scene.detection().drainPins();
    assertThat(pins)
        .containsAll(
            scene.findings("A1").getFirst().evidence().stream()
                .map(event -> event.place().traceId())
                .toList());
    assertThat(scene.detection().drainPins()).isEmpty();
  }

  @Test
  void afterADayOfQuietItClosesAndTheNextOneNamesIt() {
    attack(12);
    Finding first = scene.findings("A1").getFirst();
    scene.pass(Scene.DAY + Scene.HOUR);
    assertThat(scene.findings("A1").getFirst().status()).isEqualTo(Finding.Status.QUIET);

    attack(12);

    Finding second = scene.findings("A1").getFirst();
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.previousId()).isEqualTo(first.id());
  }

  @Test
  void aSuppressionKeepsItQuietButKeepsIt() {
    Suppression suppression =
        new Suppression(
            "s1",
            "carol",
            "penetration test",
            "",
            new Entity(Entity.Type.ACCOUNT, "shop", "user1"),
            scene.now(),
            scene.now() + Scene.DAY);
    scene.detection().findings().suppress(suppression);

    attack(12);

    assertThat(scene.findings("A1")).hasSize(1);
    assertThat(scene.changes())
        .filteredOn(change -> change.finding().detector().id().equals("A1"))
        .noneMatch(FindingChange::isNotable);
    assertThat(scene.changes())
        .filteredOn(change -> change.finding().detector().id().equals("A2"))
        .allMatch(FindingChange::isNotable);
  }

  @Test
  void thePreviewIsWhatASuppressionWouldHaveHidden() {
    attack(12);
    Suppression suppression =
        new Suppression("s1", "carol", "old account", "A1", null, scene.now(), scene.now() + 1);

    assertThat(scene.detection().findings().preview(suppression))
        .extracting(finding -> finding.detector().id())
        .containsExactly("A1");
  }

  @Test
  void aSuppressionWithoutReasonOrEndIsRefused() {
    assertThatThrownBy(() -> new Suppression("s", "carol", " ", "A1", null, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Suppression("s", "carol", "x", "A1", null, 0, 91 * Scene.DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Suppression("s", "carol", "x", "", null, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void verdictsAreCountedForTheirDetectorAndSurviveARestart() throws IOException {
    attack(12);
    String id = scene.findings("A1").getFirst().id();
    Findings findings = scene.detection().findings();

    assertThat(findings.triage(new Decision.Assign(id, "carol"))).isTrue();
    assertThat(findings.triage(new Decision.Note(id, "carol", "called the owner"))).isTrue();
    assertThat(findings.triage(new Decision.Resolve(id, Finding.Verdict.BENIGN))).isTrue();
    assertThat(findings.triage(new Decision.Resolve(id, Finding.Verdict.TRUE_POSITIVE))).isTrue();
    assertThat(findings.triage(new Decision.Acknowledge("nothing"))).isFalse();
    scene.restart();

    Feedback feedback = scene.detection().findings().feedback();
    assertThat(feedback.precision("A1")).isEqualTo(1.0);
    assertThat(feedback.count("A1", Finding.Verdict.BENIGN)).isZero();
    assertThat(scene.findings("A1").getFirst().triage().owner()).isEqualTo("carol");
  }

  @Test
  void twoAttackersAreTwoIncidents() {
    attack(12);
    for (int i = 10; i < 25; i++) {
      scene.fail("user" + i, "198.51.100.77");
      scene.skip(Scene.SECOND);
    }

    assertThat(scene.detection().findings().incidents()).hasSize(2);
  }

  private void attack(int times) {
    for (int i = 0; i < times; i++) {
      scene.send(event -> event.user("user1").from("203.0.113.9").fails(Reason.BAD_CREDENTIALS));
      scene.skip(Scene.SECOND);
    }
  }
}
