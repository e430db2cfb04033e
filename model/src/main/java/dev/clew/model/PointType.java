package dev.clew.model;

/// Kind of a metric.
public enum PointType {
  GAUGE,
  SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  SUMMARY;

  private static final PointType[] VALUES = values();

  static PointType of(int number) {
    return VALUES[number];
  }
}
