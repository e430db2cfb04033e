package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.List;

/// What a detector says when a threshold is passed.
///
/// @param primary the entity that the finding is about; one open finding a detector and entity
/// @param severity as the detector sees it; what is known of the evidence may cap it
/// @param confidence 0 to 100
/// @param reasons terms with observed value and threshold
/// @param related entities that this alarm ties to the primary one, which joins their incidents
/// @param deciding the event that passed the threshold
/// @param sinceNanos event time of the oldest evidence
public record Alarm(
    Profile detector,
    Entity primary,
    Severity severity,
    int confidence,
    String title,
    List<String> reasons,
    List<Entity> related,
    AuthEvent deciding,
    long sinceNanos) {
  public Alarm {
    reasons = List.copyOf(reasons);
    related = List.copyOf(related);
    if (confidence < 0 || confidence > 100) {
      throw new IllegalArgumentException("confidence %d is not 0 to 100".formatted(confidence));
    }
  }
}
