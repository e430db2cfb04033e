package dev.clew.bench.template;

/// When the spans of a run happened: the first repetition starts at `baseNanos`, each following one
/// `stepNanos` later. Fixed beforehand, so that a run can be repeated byte for byte.
public record Schedule(long baseNanos, long stepNanos) {

  /// Spans that go on from here at a steady rate.
  ///
  /// @param spans of one repetition
  public static Schedule atRate(long baseNanos, long spans, double spansPerSecond) {
    return new Schedule(baseNanos, (long) (spans / spansPerSecond * 1e9));
  }
}
