package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.detector.Alarm;
import dev.clew.detect.detector.Attack;
import dev.clew.detect.detector.Detector;
import dev.clew.detect.detector.Entity;
import dev.clew.detect.detector.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finding while it grows.
final class Case {
  private static final int MAX_NOTES = 200;
  private static final int MAX_HISTORY = 32;

  final Detector detector;
  final Entity primary;
  final String id;
  final String previousId;
  final Evidence evidence = new Evidence();
  final Tallies tallies = new Tallies();
  String incidentId = "";
  Finding.Status status = Finding.Status.OPEN;
  Finding.Verdict verdict = Finding.Verdict.NONE;
  String owner = "";
  String suppressedBy = "";
  Severity severity;
  AuthEvent deciding;
  long openedNanos;
  long updatedNanos;
  long toldNanos;
  boolean isDirty;
  private int confidence;
  private String title;
  private List<String> reasons;
  private final List<String> history = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int revision;

  Case(Detector detector, String id, String previousId, Alarm alarm) {
    this.detector = detector;
    this.id = id;
    this.previousId = previousId;
    primary = alarm.primary();
    severity = alarm.severity();
    deciding = alarm.deciding();
    confidence = alarm.confidence();
    title = alarm.title();
    reasons = alarm.reasons();
    openedNanos = alarm.deciding().place().arrivalNanos();
    updatedNanos = openedNanos;
    tallies.first = alarm.sinceNanos();
    history.add(severity.text() + ": " + title);
  }

  /// Takes a later alarm; returns whether it is more severe than what was known.
  boolean strengthen(Alarm alarm) {
    boolean isRise = alarm.severity().compareTo(severity) > 0;
    confidence = Math.max(confidence, alarm.confidence());
    title = alarm.severity().compareTo(severity) >= 0 ? alarm.title() : title;
    reasons = alarm.severity().compareTo(severity) >= 0 ? alarm.reasons() : reasons;
    if (isRise) {
      severity = alarm.severity();
      deciding = alarm.deciding();
      if (history.size() < MAX_HISTORY) {
        history.add(severity.text() + ": " + title);
      }
    }
    status = status == Finding.Status.CONTRADICTED ? Finding.Status.OPEN : status;
    touch(alarm.deciding().place().arrivalNanos());
    return isRise;
  }

  void touch(long arrivalNanos) {
    updatedNanos = Math.max(updatedNanos, arrivalNanos);
    isDirty = true;
    revision++;
  }

  void note(String text) {
    if (notes.size() < MAX_NOTES) {
      notes.add(text);
    }
    revision++;
  }

  Attack attack() {
    return new Attack(
        detector.profile(),
        primary,
        severity,
        tallies.first,
        tallies.last,
        status.isOpen(),
        status == Finding.Status.CONTRADICTED);
  }

  Finding snapshot() {
    return new Finding(
        id,
        deciding.place().tenant(),
        incidentId,
        previousId,
        detector.profile(),
        primary,
        title,
        severity,
        confidence,
        status,
        new Finding.Times(tallies.first, tallies.last, openedNanos, updatedNanos),
        tallies.counts(),
        reasons,
        history,
        evidence.accounts(),
        evidence.sources(),
        evidence.events(),
        deciding,
        new Finding.Triage(owner, verdict, notes),
        suppressedBy,
        revision);
  }

  void save(DataOutput out) throws IOException {
    out.writeUTF(detector.profile().id());
    out.writeUTF(id);
    out.writeUTF(previousId);
    saveEntity(out, primary);
    AuthEvents.save(out, deciding);
    out.writeUTF(title);
    texts(out, reasons);
    out.writeByte(severity.ordinal());
    out.writeByte(confidence);
    evidence.save(out);
    tallies.save(out);
    out.writeUTF(incidentId);
    out.writeByte(status.ordinal());
    out.writeByte(verdict.ordinal());
    out.writeUTF(owner);
    out.writeUTF(suppressedBy);
    out.writeLong(openedNanos);
    out.writeLong(updatedNanos);
    out.writeLong(toldNanos);
    out.writeBoolean(isDirty);
    texts(out, history);
    texts(out, notes);
    out.writeInt(revision);
  }

  static Case restore(DataInput in, List<Detector> detectors) throws IOException {
    String detectorId = in.readUTF();
    Detector detector = detector(detectors, detectorId);
    if (detector == null) {
      throw new IOException("finding of a detector that does not exist: " + detectorId);
    }
    String id = in.readUTF();
    String previous = in.readUTF();
    Entity primary = restoreEntity(in);
    AuthEvent deciding = AuthEvents.restore(in);
    String title = in.readUTF();
    List<String> reasons = texts(in);
    Severity severity = Severity.values()[in.readByte()];
    Alarm alarm =
        new Alarm(
            detector.profile(),
            primary,
            severity,
            in.readByte(),
            title,
            reasons,
            List.of(),
            deciding,
            0);
    Case restored = new Case(detector, id, previous, alarm);
    restored.evidence.restore(in);
    restored.tallies.restore(in);
    restored.incidentId = in.readUTF();
    restored.status = Finding.Status.values()[in.readByte()];
    restored.verdict = Finding.Verdict.values()[in.readByte()];
    restored.owner = in.readUTF();
    restored.suppressedBy = in.readUTF();
    restored.openedNanos = in.readLong();
    restored.updatedNanos = in.readLong();
    restored.toldNanos = in.readLong();
    restored.isDirty = in.readBoolean();
    restored.history.clear();
    restored.history.addAll(texts(in));
    restored.notes.addAll(texts(in));
    restored.revision = in.readInt();
    return restored;
  }

  static @Nullable Detector detector(List<Detector> detectors, String id) {
    for (Detector detector : detectors) {
      if (detector.profile().id().equals(id)) {
        return detector;
      }
    }
    return null;
  }

  static void saveEntity(DataOutput out, Entity entity) throws IOException {
    out.writeByte(entity.type().ordinal());
    out.writeUTF(entity.realm());
    out.writeUTF(entity.ref());
  }

  static Entity restoreEntity(DataInput in) throws IOException {
    return new Entity(Entity.Type.values()[in.readByte()], in.readUTF(), in.readUTF());
  }

  private static void texts(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> texts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
