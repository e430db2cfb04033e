package dev.clew.query.traceql;

/// Makes one number of the values of many spans.
public enum Aggregation {
  AVG("avg"),
  MAX("max"),
  MIN("min"),
  SUM("sum");

  private final String text;

  Aggregation(String text) {
    this.text = text;
  }

  /// The name in the query language; metrics append `_over_time`.
  public String text() {
    return text;
  }
}
