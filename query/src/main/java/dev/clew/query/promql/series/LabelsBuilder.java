package dev.clew.query.promql.series;

import java.util.Map;
import java.util.TreeMap;

/// Labels that are being changed.
public final class LabelsBuilder {
  private final TreeMap<String, String> values = new TreeMap<>(CodePointOrder.INSTANCE);

  /// Starts from labels, which stay as they are.
  public LabelsBuilder(Labels start) {
    String[] pairs = start.pairs();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
  }

  /// Sets a label; an empty value removes it.
  public LabelsBuilder set(String name, String value) {
    if (value.isEmpty()) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    return this;
  }

  public Labels build() {
    String[] pairs = new String[2 * values.size()];
    int at = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      pairs[at++] = entry.getKey();
      pairs[at++] = entry.getValue();
    }
    return Labels.ofSorted(pairs);
  }
}
