package dev.clew.pipeline.prometheus;

import java.util.List;

/// Types of families of series.
enum FamilyType {
  COUNTER("counter", List.of("")),
  GAUGE("gauge", List.of("")),
  INFO("info", List.of("")),
  HISTOGRAM("histogram", List.of("_bucket", "_sum", "_count")),
  SUMMARY("summary", List.of("", "_sum", "_count"));

  private final String text;
  private final List<String> suffixes;

  FamilyType(String text, List<String> suffixes) {
    this.text = text;
    this.suffixes = suffixes;
  }

  /// What the names of its lines have behind the name of the family.
  List<String> suffixes() {
    return suffixes;
  }

  @Override
  public String toString() {
    return text;
  }
}
