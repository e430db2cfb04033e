package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.detector.Alarm;
import dev.clew.detect.detector.Alarms;
import dev.clew.detect.detector.Attack;
import dev.clew.detect.detector.Detector;
import dev.clew.detect.detector.Entity;
import dev.clew.detect.detector.Severity;
import dev.clew.detect.state.State;
import dev.clew.model.TraceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All findings that matter now: those that are open and those that were closed within a week.
///
/// One finding for a detector and an entity. While it is open, each event about the entity that
/// concerns the detector is counted into it, from the first evidence on, so its numbers equal what
/// a query with the same predicate yields. Of the guessing detectors the one that says most stands
/// for the campaign.
public final class Findings implements Alarms, State {
  private static final int MAX_FINDINGS = 10_000;
  private static final int MAX_SOURCES = 500;
  private static final long SWEEP = 60_000_000_000L;
  private static final int RECOLLECTED = 8_192;
  private static final long ASKED = 10_800_000_000_000L;
  private static final long WEEK = 604_800_000_000_000L;
  private static final long DAY = 86_400_000_000_000L;
  private static final long TOLD_AGAIN = 300_000_000_000L;

  /// Detectors of one source by how much they say about a campaign.
  private static final List<String> PRECEDENCE = List.of("A7", "A2", "A4", "A6");

  private static final Set<String> QUIET_IN_OUTAGE = Set.of("A5", "D3", "E1");

  private final List<Detector> detectors;
  private final Map<Entity, Map<String, Case>> cases = new LinkedHashMap<>();
  private final Recollection recollection = new Recollection(RECOLLECTED);
  private final IncidentLinks links = new IncidentLinks();
  private final SuppressionList suppressions = new SuppressionList();
  private final Feedback feedback = new Feedback();
  private final List<FindingChange> changes = new ArrayList<>();
  private final Set<TraceId> pins = new LinkedHashSet<>();
  private int size;
  private long refused;
  private long latestNanos;
  private long sweptNanos;
  private final Map<String, Integer> counts = new HashMap<>();

  public Findings(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  @Override
  public void raise(Alarm alarm) {
    Case open = find(alarm.detector().id(), alarm.primary());
    if (open != null && open.status.isOpen()) {
      boolean isRise = open.strengthen(alarm);
      join(open, alarm);
      if (isRise) {
        tell(FindingChange.Kind.ESCALATED, open);
      }
    } else if (!isOutage(alarm) && !isWeaker(alarm)) {
      if (open == null && !hasRoom(alarm)) {
        refused++;
        return;
      }
      open(alarm, open);
    }
  }

  private void open(Alarm alarm, @Nullable Case before) {
    Detector detector = Case.detector(detectors, alarm.detector().id());
    if (detector == null) {
      throw new IllegalArgumentException("alarm of an unknown detector " + alarm.detector().id());
    }
    Case opened = new Case(detector, id(alarm), before == null ? "" : before.id, alarm);
    if (before == null) {
      keep(opened);
    }
    cases
        .computeIfAbsent(alarm.primary(), _ -> new LinkedHashMap<>())
        .put(alarm.detector().id(), opened);
    recollection.forEach(event -> {
      if (event.place().timeNanos() >= alarm.sinceNanos()) {
        count(opened, event);
      }
    });
    join(opened, alarm);
    links.count(opened.incidentId);
    opened.suppressedBy = suppressions.of(opened, opened.openedNanos);
    tell(FindingChange.Kind.OPENED, opened);
    supersede(alarm);
  }

  /// Ties the finding to the incidents of the entities it names; several become one.
  private void join(Case about, Alarm alarm) {
    List<Entity> entities = new ArrayList<>();
    entities.add(alarm.primary());
    entities.addAll(alarm.related());
    long nanos = alarm.deciding().place().timeNanos();
    List<String> incidents = links.incidentsOf(entities, nanos);
    String incident = about.incidentId;
    if (incident.isEmpty()) {
      incident = incidents.isEmpty() ? about.id : incidents.getFirst();
      about.incidentId = incident;
    }
    for (String other : incidents) {
      if (!other.equals(incident)) {
        links.merge(other, incident);
        for (Case each : all()) {
          each.incidentId = each.incidentId.equals(other) ? incident : each.incidentId;
        }
      }
    }
    links.link(entities, incident, nanos);
  }

  private void supersede(Alarm alarm) {
    int rank = PRECEDENCE.indexOf(alarm.detector().id());
    for (int weaker = 0; weaker < rank; weaker++) {
      Case other = find(PRECEDENCE.get(weaker), alarm.primary());
      if (other != null && other.status.isOpen()) {
        other.status = Finding.Status.SUPERSEDED;
        other.note("superseded by " + alarm.detector().title());
        tell(FindingChange.Kind.CLOSED, other);
      }
    }
  }

  private boolean isWeaker(Alarm alarm) {
    int rank = PRECEDENCE.indexOf(alarm.detector().id());
    for (int stronger = rank + 1; rank >= 0 && stronger < PRECEDENCE.size(); stronger++) {
      Case other = find(PRECEDENCE.get(stronger), alarm.primary());
      if (other != null && other.status.isOpen()) {
        return true;
      }
    }
    return false;
  }

  private boolean isOutage(Alarm alarm) {
    Entity service = Entity.of(alarm.deciding(), Entity.Type.SERVICE);
    if (service == null || !QUIET_IN_OUTAGE.contains(alarm.detector().id())) {
      return false;
    }
    Case outage = find("E2", service);
    return outage != null
        && outage.status.isOpen()
        && alarm.deciding().place().timeNanos() - outage.tallies.last < TOLD_AGAIN;
  }

  private static String id(Alarm alarm) {
    String words =
        String.join(
            "\n",
            alarm.deciding().place().tenant(),
            alarm.detector().id(),
            Integer.toString(Finding.VERSION),
            alarm.primary().type().text(),
            alarm.primary().realm(),
            alarm.primary().ref(),
            alarm.deciding().id().hex());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
      return new TraceId(hash.getLong(), hash.getLong()).hex();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  private @Nullable Case find(String detectorId, Entity primary) {
    Map<String, Case> about = cases.get(primary);
    return about == null ? null : about.get(detectorId);
  }

  /// Whether a finding may be opened. Of one detector there are at most 500 about addresses and
  /// networks, since those are an attacker's to choose; the campaign is one of the realm by then.
  private boolean hasRoom(Alarm alarm) {
    boolean isAboutSource =
        alarm.primary().type() == Entity.Type.SOURCE
            || alarm.primary().type() == Entity.Type.NETWORK;
    int max = isAboutSource ? MAX_SOURCES : MAX_FINDINGS;
    if (size < MAX_FINDINGS && counts.getOrDefault(alarm.detector().id(), 0) < max) {
      return true;
    }
    long now = alarm.deciding().place().arrivalNanos();
    if (now - sweptNanos < SWEEP) {
      return false;
    }
    sweptNanos = now;
    List<Case> closed = all().stream().filter(each -> !each.status.isOpen()).toList();
    closed.forEach(this::remove);
    return !closed.isEmpty();
  }

  private void keep(Case made) {
    size++;
    counts.merge(made.detector.profile().id(), 1, Integer::sum);
  }

  private void remove(Case gone) {
    Map<String, Case> about = cases.get(gone.primary);
    if (about != null && about.remove(gone.detector.profile().id(), gone)) {
      size--;
      counts.merge(gone.detector.profile().id(), -1, Integer::sum);
      if (about.isEmpty()) {
        cases.remove(gone.primary);
      }
    }
    if (all().stream().noneMatch(each -> each.incidentId.equals(gone.incidentId))) {
      links.forget(gone.incidentId);
    }
  }

  private List<Case> all() {
    List<Case> all = new ArrayList<>(size);
    for (Map<String, Case> about : cases.values()) {
      all.addAll(about.values());
    }
    return all;
  }

  private void tell(FindingChange.Kind kind, Case about) {
    about.toldNanos = about.updatedNanos;
    about.isDirty = false;
    changes.add(new FindingChange(kind, about.snapshot(), about.suppressedBy.isEmpty()));
  }

  @Override
  public void contradict(String detectorId, Entity primary) {
    Case about = find(detectorId, primary);
    if (about != null && about.status == Finding.Status.OPEN) {
      about.status = Finding.Status.CONTRADICTED;
      about.note("later successes speak against it");
      tell(FindingChange.Kind.CONTRADICTED, about);
    }
  }

  @Override
  public List<Attack> attacksOn(Entity entity) {
    Map<String, Case> about = cases.get(entity);
    if (about == null) {
      return List.of();
    }
    List<Attack> attacks = new ArrayList<>();
    for (Case each : about.values()) {
      if (each.status.isOpen() || latestNanos - each.updatedNanos <= ASKED) {
        attacks.add(each.attack());
      }
    }
    return attacks;
  }

  @Override
  public boolean tookPart(Attack attack, AuthEvent event) {
    Case about = find(attack.detector().id(), attack.primary());
    if (about == null) {
      return false;
    }
    return about.primary.type() == Entity.Type.ACCOUNT
        ? about.evidence.hasSource(event.origin().source())
        : about.evidence.hasAccount(event.actor().account());
  }

  /// Counts an event into the findings that it belongs to; comes after the detectors saw it.
  public void accept(AuthEvent event) {
    latestNanos = Math.max(latestNanos, event.place().arrivalNanos());
    for (Entity.Type type : Entity.Type.values()) {
      Entity entity = Entity.of(event, type);
      Map<String, Case> about = entity == null ? null : cases.get(entity);
      if (about != null) {
        for (Case each : about.values()) {
          if (each.status.isOpen() && count(each, event)) {
            each.touch(event.place().arrivalNanos());
          }
        }
      }
    }
    recollection.add(event);
  }

  private boolean count(Case about, AuthEvent event) {
    if (!about.detector.concerns(event)
        || !about.primary.equals(Entity.of(event, about.primary.type()))) {
      return false;
    }
    about.tallies.add(event);
    if (about.evidence.add(event)) {
      pins.add(event.place().traceId());
    }
    return true;
  }

  /// Closes what has been quiet, forgets what was closed long ago, and tells what has grown.
  public void advance(long nanos) {
    latestNanos = Math.max(latestNanos, nanos);
    for (Case each : all()) {
      long quiet = nanos - each.updatedNanos;
      boolean isSlow = each.detector.profile().id().equals("A7");
      if (each.status.isOpen() && quiet > (isSlow ? WEEK : DAY)) {
        each.status = Finding.Status.QUIET;
        tell(FindingChange.Kind.CLOSED, each);
      } else if (!each.status.isOpen() && quiet > WEEK) {
        remove(each);
      } else if (each.isDirty && nanos - each.toldNanos >= TOLD_AGAIN) {
        tell(FindingChange.Kind.UPDATED, each);
        each.toldNanos = nanos;
      }
    }
  }

  /// What changed since the last call, in order.
  public List<FindingChange> drainChanges() {
    List<FindingChange> drained = List.copyOf(changes);
    changes.clear();
    return drained;
  }

  /// Traces that prove something and must be kept, whatever sampling says; since the last call.
  public List<TraceId> drainPins() {
    List<TraceId> drained = List.copyOf(pins);
    pins.clear();
    return drained;
  }

  /// All findings that are remembered, oldest first.
  public List<Finding> findings() {
    return all().stream().map(Case::snapshot).toList();
  }

  /// Alarms that found no room for a finding.
  public long refused() {
    return refused;
  }

  /// The incidents of all findings that were not superseded.
  public List<Incident> incidents() {
    return Incidents.of(findings());
  }

  /// The finding of an id, to be triaged; null if it is not remembered.
  public @Nullable Finding finding(String id) {
    Case about = byId(id);
    return about == null ? null : about.snapshot();
  }

  private @Nullable Case byId(String id) {
    for (Case each : all()) {
      if (each.id.equals(id)) {
        return each;
      }
    }
    return null;
  }

  /// Applies a decision of a person; returns whether the finding is known.
  public boolean triage(Decision decision) {
    Case about = byId(decision.findingId());
    if (about == null) {
      return false;
    }
    switch (decision) {
      case Decision.Acknowledge _ -> about.status = Finding.Status.ACKNOWLEDGED;
      case Decision.Assign assign -> about.owner = assign.owner();
      case Decision.Note note -> about.note(note.author() + ": " + note.text());
      case Decision.Resolve resolve -> {
        feedback.count(about.detector.profile().id(), about.verdict, resolve.verdict());
        about.verdict = resolve.verdict();
        about.status = Finding.Status.RESOLVED;
      }
    }
    tell(FindingChange.Kind.EDITED, about);
    return true;
  }

  /// What people said of each detector's findings.
  public Feedback feedback() {
    return feedback;
  }

  /// Findings that a suppression would have kept quiet, were it in force when they came.
  public List<Finding> preview(Suppression suppression) {
    return findings().stream().filter(suppression::covers).toList();
  }

  public void suppress(Suppression suppression) {
    suppressions.add(suppression);
    for (Case each : all()) {
      if (each.status.isOpen() && each.suppressedBy.isEmpty()) {
        each.suppressedBy = suppressions.of(each, suppression.fromNanos());
      }
    }
  }

  public void endSuppression(String id) {
    suppressions.remove(id);
    for (Case each : all()) {
      each.suppressedBy = each.suppressedBy.equals(id) ? "" : each.suppressedBy;
    }
  }

  public Collection<Suppression> suppressions() {
    return suppressions.all();
  }

  /// The most severe finding that is open.
  public Severity highest() {
    Severity highest = Severity.INFO;
    for (Case each : all()) {
      highest = each.status.isOpen() ? highest.atLeast(each.severity) : highest;
    }
    return highest;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    List<Case> all = all();
    out.writeInt(all.size());
    for (Case each : all) {
      each.save(out);
    }
    recollection.save(out);
    links.save(out);
    suppressions.save(out);
    feedback.save(out);
    out.writeLong(refused);
    out.writeLong(latestNanos);
    out.writeLong(sweptNanos);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      Case restored = Case.restore(in, detectors);
      cases
          .computeIfAbsent(restored.primary, _ -> new LinkedHashMap<>())
          .put(restored.detector.profile().id(), restored);
      keep(restored);
    }
    recollection.restore(in);
    links.restore(in);
    suppressions.restore(in);
    feedback.restore(in);
    refused = in.readLong();
    latestNanos = in.readLong();
    sweptNanos = in.readLong();
    all().forEach(each -> links.count(each.incidentId));
  }
}
