package dev.clew.model;

/// Kind of a metric.
public enum PointType {
  GAUGE,
  SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  SUMMARY;

  private static final PointType[] VALUES = values();

  /// The kind of an ordinal.
  public static PointType of(int number) {
    return VALUES[number];
  }
}
