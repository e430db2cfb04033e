package dev.clew.query.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Chosen spans of one trace while a pipeline runs: their indexes, ascending, and what the stages
/// found out about them. Never empty but before the first stage.
///
/// Not a record, because arrays compare by identity.
final class Spanset {
  private final int[] indexes;
  private final List<NamedValue> attributes;

  private Spanset(int[] indexes, List<NamedValue> attributes) {
    this.indexes = indexes;
    this.attributes = attributes;
  }

  static Spanset of(int[] indexes) {
    return new Spanset(indexes, List.of());
  }

  /// The first so many spans.
  static Spanset all(int size) {
    int[] indexes = new int[size];
    Arrays.setAll(indexes, i -> i);
    return of(indexes);
  }

  /// The spans of all of them, each once, without attributes.
  static Spanset union(List<Spanset> spansets) {
    if (spansets.size() == 1) {
      return of(spansets.getFirst().indexes);
    }
    return of(
        spansets.stream()
            .flatMapToInt(spanset -> Arrays.stream(spanset.indexes))
            .sorted()
            .distinct()
            .toArray());
  }

  int size() {
    return indexes.length;
  }

  boolean isEmpty() {
    return indexes.length == 0;
  }

  /// Index in the trace of a span of this set.
  int index(int at) {
    return indexes[at];
  }

  /// Shared, and not to be changed.
  int[] indexes() {
    return indexes;
  }

  List<NamedValue> attributes() {
    return attributes;
  }

  /// Other spans with the same attributes.
  Spanset withIndexes(int[] others) {
    return new Spanset(others, attributes);
  }

  Spanset with(NamedValue attribute) {
    return new Spanset(indexes, Stream.concat(attributes.stream(), Stream.of(attribute)).toList());
  }
}
