package dev.clew.detect.finding;

import dev.clew.detect.detector.Entity;
import org.jspecify.annotations.Nullable;

/// A decision to keep findings quiet: they are made, kept and counted, but nobody is told.
///
/// @param detectorId of the findings meant; empty for all
/// @param entity they are about; null for all, which is only for one detector
/// @param untilNanos when it ends, at most 90 days after it began
public record Suppression(
    String id,
    String owner,
    String reason,
    String detectorId,
    @Nullable Entity entity,
    long fromNanos,
    long untilNanos) {
  private static final long MAX_NANOS = 90 * 86_400_000_000_000L;

  public Suppression {
    if (owner.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a suppression needs an owner and a reason");
    }
    if (detectorId.isEmpty() && entity == null) {
      throw new IllegalArgumentException("a suppression needs a detector or an entity");
    }
    if (untilNanos <= fromNanos || untilNanos - fromNanos > MAX_NANOS) {
      throw new IllegalArgumentException("a suppression ends within 90 days of its begin");
    }
  }

  /// Whether a finding is meant, whenever it was.
  boolean covers(Finding finding) {
    return covers(finding.detector().id(), finding.primary());
  }

  boolean covers(String detector, Entity primary) {
    return (detectorId.isEmpty() || detectorId.equals(detector))
        && (entity == null || entity.equals(primary));
  }

  boolean isInForce(long nanos) {
    return fromNanos <= nanos && nanos < untilNanos;
  }
}
