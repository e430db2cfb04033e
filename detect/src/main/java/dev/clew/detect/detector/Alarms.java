package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.List;

/// Where alarms go, and what was raised before.
public interface Alarms {
  /// Opens a finding, or strengthens the one that is open for the same detector and entity.
  void raise(Alarm alarm);

  /// Takes back an alarm whose evidence no longer holds; the finding stays, marked as contradicted.
  void contradict(String detectorId, Entity primary);

  /// Findings about an entity that are open or were closed within the last three hours.
  List<Attack> attacksOn(Entity entity);

  /// Whether the event's account or source took part, by a failure, in a finding about the other.
  boolean tookPart(Attack attack, AuthEvent event);
}
