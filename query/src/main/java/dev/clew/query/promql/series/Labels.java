package dev.clew.query.promql.series;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The labels of a series: names with their values, in the order of their bytes; no value is empty.
/// Two are equal if all names and values are.
public final class Labels implements Comparable<Labels> {
  /// The label that holds the name of the metric.
  public static final String NAME = "__name__";

  public static final Labels EMPTY = new Labels(new String[0]);

  /// Names and values in turn.
  private final String[] pairs;

  private int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /// Names and values in turn, in any order.
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without its value: " + namesAndValues.length);
    }
    LabelsBuilder builder = new LabelsBuilder(EMPTY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.set(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  public static Labels of(Map<String, String> values) {
    LabelsBuilder builder = new LabelsBuilder(EMPTY);
    values.forEach(builder::set);
    return builder.build();
  }

  /// Takes pairs that are sorted, without empty values, and not used elsewhere.
  static Labels ofSorted(String[] pairs) {
    return pairs.length == 0 ? EMPTY : new Labels(pairs);
  }

  public int size() {
    return pairs.length / 2;
  }

  public String name(int index) {
    return pairs[2 * index];
  }

  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /// The value of a label; empty if it is absent, as PromQL sees it.
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /// The name of the metric; empty if it has none.
  public String metric() {
    return get(NAME);
  }

  /// Only the labels of these names.
  public Labels keeping(Collection<String> names) {
    return filtered(names, true);
  }

  /// All but the labels of these names.
  public Labels without(Collection<String> names) {
    return filtered(names, false);
  }

  private Labels filtered(Collection<String> names, boolean isKept) {
    String[] kept = new String[pairs.length];
    int count = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == isKept) {
        kept[count++] = pairs[i];
        kept[count++] = pairs[i + 1];
      }
    }
    return count == pairs.length ? this : ofSorted(Arrays.copyOf(kept, count));
  }

  /// Names to values, in order.
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>(CodePointOrder.INSTANCE);
    for (int i = 0; i < size(); i++) {
      map.put(name(i), value(i));
    }
    return map;
  }

  /// By name, then value, label by label, in the order of their bytes in UTF-8.
  @Override
  public int compareTo(Labels other) {
    int common = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < common; i++) {
      int order = CodePointOrder.INSTANCE.compare(pairs[i], other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Labels labels
            && hashCode() == labels.hashCode()
            && Arrays.equals(pairs, labels.pairs));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(pairs);
    }
    return hash;
  }

  /// `{a="b", c="d"}`, the name of the metric as a label among the others.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(name(i)).append('=').append(Quotes.quote(value(i)));
    }
    return text.append('}').toString();
  }

  /// The pairs, for a builder that copies them.
  String[] pairs() {
    return Objects.requireNonNull(pairs);
  }
}
