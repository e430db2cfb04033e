package dev.clew.detect;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthReader;
import dev.clew.detect.detector.Detectors;
import dev.clew.detect.detector.Profile;
import dev.clew.detect.finding.FindingChange;
import dev.clew.detect.finding.Findings;
import dev.clew.detect.state.State;
import dev.clew.model.Batch;
import dev.clew.model.TraceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Detection over one log of one tenant: batches in, auth events and findings out.
///
/// A function of the batches, the offset and instant at which each was written to the log, and the
/// instants that [#advance] tells; it looks at no clock. All calls come from one thread, in the
/// order of the log. What [#save] wrote as of an offset, and the batches behind it, yield the same
/// events and findings again, with the same ids; so whoever stores or sends them does so by id.
public final class Detection implements State {
  private static final int FORMAT = 1;

  private final boolean keepsEvents;
  private final Detectors detectors;
  private final Findings findings;
  private final AuthReader reader;
  private final List<AuthEvent> events = new ArrayList<>();
  private long eventCount;

  public Detection(DetectionOptions options) {
    keepsEvents = options.keepsEvents();
    detectors = new Detectors(options.detectors(), options.pseudonyms());
    findings = new Findings(detectors.all());
    reader = new AuthReader(options.auth(), options.pseudonyms(), this::take);
  }

  /// Takes a batch of any signal.
  ///
  /// @param offset of its record in the log
  /// @param instantNanos when the record was written, in epoch nanoseconds; never less than before
  public void accept(Batch batch, long offset, long instantNanos) {
    reader.accept(batch, offset, instantNanos);
  }

  /// Takes notice that no batch will come before this instant.
  public void advance(long instantNanos) {
    reader.advance(instantNanos);
    detectors.advance(instantNanos, findings);
    findings.advance(instantNanos);
  }

  /// Takes an event that was read before, as a replay of stored events does.
  public void replay(AuthEvent event) {
    take(event);
  }

  private void take(AuthEvent event) {
    eventCount++;
    if (keepsEvents) {
      events.add(event);
    }
    detectors.accept(event, findings);
    findings.accept(event);
  }

  /// Events since the last call, in the order in which they were settled.
  public List<AuthEvent> drainEvents() {
    List<AuthEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  /// What became of findings since the last call.
  public List<FindingChange> drainFindings() {
    return findings.drainChanges();
  }

  /// Traces that must be kept since they prove a finding; since the last call.
  public List<TraceId> drainPins() {
    return findings.drainPins();
  }

  /// Findings and incidents as they are, and what people may do to them.
  public Findings findings() {
    return findings;
  }

  /// What the detectors are.
  public List<Profile> catalogue() {
    return detectors.all().stream().map(detector -> detector.profile()).toList();
  }

  public Counters counters() {
    return new Counters(
        reader.facts(), reader.duplicates(), eventCount, detectors.evictions(), findings.refused());
  }

  /// What was done so far.
  ///
  /// @param facts records that said something
  /// @param duplicates those of them that had come before
  /// @param events attempts they told of
  /// @param evictions rows of state that were dropped for lack of room
  /// @param refusedFindings alarms that found no room
  public record Counters(
      long facts, long duplicates, long events, long evictions, long refusedFindings) {}

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeLong(eventCount);
    reader.save(out);
    detectors.save(out);
    findings.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("state of detection has format %d, not %d".formatted(format, FORMAT));
    }
    eventCount = in.readLong();
    reader.restore(in);
    detectors.restore(in);
    findings.restore(in);
  }
}
