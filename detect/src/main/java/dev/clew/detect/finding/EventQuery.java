package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.detector.Detector;
import dev.clew.detect.detector.Entity;

/// The events about an entity, as a finding counts them and as a timeline shows them.
///
/// @param fromNanos event time, in
/// @param toNanos event time, in
/// @param asOfOffset events of later records of the log are left out, so that an answer of
///   yesterday can be given again
public record EventQuery(Entity entity, long fromNanos, long toNanos, long asOfOffset) {
  /// What a finding counted: the same query yields its numbers, however much came since.
  public static EventQuery of(Finding finding) {
    return new EventQuery(
        finding.primary(),
        finding.times().firstNanos(),
        finding.times().lastNanos(),
        finding.counts().asOfOffset());
  }

  /// Whether an event is about the entity, within the time and known by then.
  public boolean matches(AuthEvent event) {
    return entity.equals(Entity.of(event, entity.type()))
        && event.place().timeNanos() >= fromNanos
        && event.place().timeNanos() <= toNanos
        && event.place().offset() <= asOfOffset;
  }

  /// Whether an event is also of the kind that a detector counts.
  public boolean matches(AuthEvent event, Detector detector) {
    return detector.concerns(event) && matches(event);
  }
}
