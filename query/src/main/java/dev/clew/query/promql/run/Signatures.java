package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.tree.Matching;
import java.util.HashSet;
import java.util.Set;

/// What two series must have in common to belong together: some labels, or all others.
final class Signatures {
  private final boolean isOn;
  private final Set<String> names;

  Signatures(Matching matching) {
    this.isOn = matching.isOn();
    Set<String> all = new HashSet<>(matching.labels());
    if (!isOn) {
      all.add(Labels.NAME);
    }
    this.names = Set.copyOf(all);
  }

  Labels of(Labels labels) {
    return isOn ? labels.keeping(names) : labels.without(names);
  }
}
