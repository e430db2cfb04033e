package dev.clew.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.detector.Severity;
import dev.clew.detect.finding.Finding;
import dev.clew.detect.finding.FindingChange;
import dev.clew.detect.finding.Incident;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The capture of a real Keycloak and its four attackers.
final class KeycloakCaptureTest {
  @Test
  void exactlyTheFourAttackersAreFound() throws IOException {
    List<Incident> incidents = incidents(watch(_ -> true));

    assertThat(kinds(incidents)).containsExactly("A1", "A6", "B5", "C1");
    assertThat(incidents).hasSize(4);
    assertThat(sources(incidents))
        .containsExactlyInAnyOrder(
            "203.0.113.66", "198.51.100.23", "203.0.113.99", "203.0.113.120");
  }

  @Test
  void tracesAloneAreEnough() throws IOException {
    List<Incident> incidents = incidents(watch(received -> !KeycloakCapture.isLogs(received)));

    assertThat(kinds(incidents)).containsExactly("A1", "A6", "B5", "C1");
    assertThat(incidents).hasSize(4);
  }

  @Test
  void logsAloneTellThreeAndDenialsNotAtAll() throws IOException {
    List<Incident> incidents = incidents(watch(KeycloakCapture::isLogs));

    assertThat(kinds(incidents)).containsExactly("A1", "A6", "B5");
    assertThat(incidents).hasSize(3);
  }

  @Test
  void eachIsFoundByItsTenthAttempt() throws IOException {
    for (FindingChange change : changes()) {
      if (Set.of("A1", "A6", "C1", "B5").contains(change.finding().detector().id())
          && change.kind() == FindingChange.Kind.OPENED) {
        Finding finding = change.finding();
        long waited = finding.times().openedNanos() - finding.times().firstNanos();
        assertThat(finding.evidence()).hasSizeLessThanOrEqualTo(12);
        assertThat(waited).isLessThan(15 * Scene.SECOND);
      }
    }
  }

  @Test
  void theFindingOnTheListNamesItsAccounts() throws IOException {
    Finding stuffing =
        watch(_ -> true).findings().findings().stream()
            .filter(finding -> finding.detector().id().equals("A6"))
            .findFirst()
            .orElseThrow();

    assertThat(stuffing.counts().failures()).isEqualTo(60);
    assertThat(stuffing.accounts()).hasSize(60).allMatch(account -> account.loggedInNanos() == 0);
    assertThat(stuffing.evidence()).hasSizeBetween(60, 200);
  }

  @Test
  void aRestartAtAnyBatchChangesNothing() throws IOException {
    List<String> expected = ids(watch(_ -> true));
    List<KeycloakCapture.Received> batches = KeycloakCapture.batches();
    for (int stop = 0; stop < batches.size(); stop += 3) {
      Detection first = new Detection(options());
      play(first, batches.subList(0, stop), 0);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      first.save(new DataOutputStream(bytes));
      Detection second = new Detection(options());
      second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      play(second, batches.subList(stop, batches.size()), stop);
      second.advance(batches.getLast().instantNanos() + 10 * Scene.SECOND);

      assertThat(ids(second)).isEqualTo(expected);
    }
  }

  @Test
  void noClearNameIsInWhatIsKept() throws IOException {
    Detection detection = watch(_ -> true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    detection.save(new DataOutputStream(bytes));
    String kept = bytes.toString(StandardCharsets.ISO_8859_1);
    String events =
        detection.drainEvents().stream().map(event -> event.actor().toString()).toList().toString();

    for (int user = 0; user < 40; user++) {
      String name = "user%02d".formatted(user);
      assertThat(kept.contains(name)).isFalse();
      assertThat(events.contains(name)).isFalse();
    }
  }

  private static List<FindingChange> changes() throws IOException {
    Detection detection = new Detection(options());
    List<KeycloakCapture.Received> batches = KeycloakCapture.batches();
    play(detection, batches, 0);
    return detection.drainFindings();
  }

  private static Detection watch(Predicate<KeycloakCapture.Received> taken) throws IOException {
    Detection detection = new Detection(options());
    List<KeycloakCapture.Received> batches =
        KeycloakCapture.batches().stream().filter(taken).toList();
    play(detection, batches, 0);
    detection.advance(batches.getLast().instantNanos() + 10 * Scene.SECOND);
    return detection;
  }

  private static void play(
      Detection detection, List<KeycloakCapture.Received> batches, long firstOffset) {
    long offset = firstOffset;
    for (KeycloakCapture.Received received : batches) {
      detection.accept(received.batch(), offset++, received.instantNanos());
      detection.advance(received.instantNanos());
    }
  }

  private static DetectionOptions options() {
    return DetectionOptions.of(Scene.pseudonyms());
  }

  private static List<Incident> incidents(Detection detection) {
    return detection.findings().incidents().stream()
        .filter(incident -> incident.severity().compareTo(Severity.MEDIUM) >= 0)
        .toList();
  }

  /// The gravest detector of each incident.
  private static List<String> kinds(List<Incident> incidents) {
    List<String> kinds = new ArrayList<>();
    for (Incident incident : incidents) {
      Finding gravest = incident.findings().getFirst();
      for (Finding finding : incident.findings()) {
        gravest = finding.severity().compareTo(gravest.severity()) > 0 ? finding : gravest;
      }
      kinds.add(gravest.detector().id());
    }
    kinds.sort(null);
    return kinds;
  }

  private static Set<String> sources(List<Incident> incidents) {
    Set<String> sources = new TreeSet<>();
    for (Incident incident : incidents) {
      for (Finding finding : incident.findings()) {
        if (finding.severity().compareTo(Severity.MEDIUM) >= 0) {
          sources.addAll(finding.sources());
        }
      }
    }
    return sources;
  }

  private static List<String> ids(Detection detection) {
    return detection.findings().findings().stream()
        .map(finding -> finding.id() + finding.severity() + finding.counts())
        .sorted()
        .toList();
  }
}
