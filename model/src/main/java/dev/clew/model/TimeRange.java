package dev.clew.model;

/// Closed range of epoch nanoseconds: both ends are in.
public record TimeRange(long fromNanos, long toNanos) {
  /// Every instant that a `long` of nanoseconds can tell.
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeRange {
    if (fromNanos > toNanos) {
      throw new IllegalArgumentException("from %d is after to %d".formatted(fromNanos, toNanos));
    }
  }

  /// Whether the closed range from `startNanos` to `endNanos` has an instant in common with this.
  public boolean overlaps(long startNanos, long endNanos) {
    return startNanos <= toNanos && endNanos >= fromNanos;
  }

  public boolean contains(long nanos) {
    return fromNanos <= nanos && nanos <= toNanos;
  }

  /// This range with both ends moved outward, saturating.
  public TimeRange widened(long byNanos) {
    long from = fromNanos < Long.MIN_VALUE + byNanos ? Long.MIN_VALUE : fromNanos - byNanos;
    long to = toNanos > Long.MAX_VALUE - byNanos ? Long.MAX_VALUE : toNanos + byNanos;
    return new TimeRange(from, to);
  }
}
