package dev.clew.detect;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Pseudonyms;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.DetectorOptions;
import dev.clew.detect.detector.Severity;
import dev.clew.detect.finding.Finding;
import dev.clew.detect.finding.FindingChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A realm whose events a test writes one by one, and the detection that watches them.
public final class Scene {
  public static final long SECOND = 1_000_000_000L;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  private final DetectionOptions options;
  private Detection detection;
  private final List<FindingChange> changes = new ArrayList<>();
  private long now = 20_000 * DAY + 9 * HOUR;
  private long count;

  public Scene() {
    this(DetectorOptions.DEFAULT.withRows(20_000));
  }

  public Scene(DetectorOptions detectors) {
    options = DetectionOptions.of(pseudonyms()).with(detectors).withoutEvents();
    detection = new Detection(options);
  }

  public static Pseudonyms pseudonyms() {
    return new Pseudonyms("k1", "test-key".getBytes(StandardCharsets.UTF_8), true);
  }

  public long now() {
    return now;
  }

  /// Lets time pass.
  public Scene pass(long nanos) {
    now += nanos;
    detection.advance(now);
    changes.addAll(detection.drainFindings());
    return this;
  }

  /// Moves the clock without telling the detection, as between two events.
  public Scene skip(long nanos) {
    now += nanos;
    return this;
  }

  /// An event now.
  public AuthEvent send(Consumer<EventBuilder> words) {
    EventBuilder builder = new EventBuilder().at(now, ++count);
    words.accept(builder);
    AuthEvent event = builder.build();
    detection.replay(event);
    changes.addAll(detection.drainFindings());
    return event;
  }

  public void fail(String user, String address) {
    send(event -> event.user(user).from(address).fails(Reason.BAD_CREDENTIALS));
  }

  public void succeed(String user, String address) {
    send(event -> event.user(user).from(address));
  }

  /// Ten days in which these users log in from home, one address each, twice a day.
  public Scene warm(int users) {
    for (int day = 0; day < 10; day++) {
      for (int user = 0; user < users; user++) {
        succeed("user" + user, home(user));
        skip(SECOND);
      }
      skip(DAY - users * SECOND);
    }
    return this;
  }

  public static String home(int user) {
    return "192.0.%d.%d".formatted(user / 200 + 10, user % 200 + 1);
  }

  /// Stops and starts again from what was saved.
  public Scene restart() throws IOException {
    Detection restored = new Detection(options);
    restored.restore(new DataInputStream(new ByteArrayInputStream(saved())));
    detection = restored;
    return this;
  }

  public byte[] saved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    detection.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  public Detection detection() {
    return detection;
  }

  public List<FindingChange> changes() {
    return changes;
  }

  /// Findings of a detector, oldest first, whatever became of them.
  public List<Finding> findings(String detectorId) {
    return detection.findings().findings().stream()
        .filter(finding -> finding.detector().id().equals(detectorId))
        .toList();
  }

  /// Ids of the detectors that found something from this severity on.
  public List<String> found(Severity least) {
    return detection.findings().findings().stream()
        .filter(finding -> finding.severity().compareTo(least) >= 0)
        .filter(finding -> finding.status() != Finding.Status.SUPERSEDED)
        .map(finding -> finding.detector().id())
        .sorted()
        .toList();
  }

  /// Ids of the detectors that would wake somebody.
  public List<String> found() {
    return found(Severity.MEDIUM);
  }
}
