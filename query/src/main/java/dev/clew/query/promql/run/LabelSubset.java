package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.tree.Grouping;
import dev.clew.query.promql.tree.Matching;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The part of its labels by which a series belongs to others: some labels, or all but some and the
/// name of the metric.
final class LabelSubset {
  private final boolean isWithout;
  private final Set<String> names;

  private LabelSubset(boolean isWithout, Collection<String> labels) {
    this.isWithout = isWithout;
    Set<String> all = new HashSet<>(labels);
    if (isWithout) {
      all.add(Labels.NAME);
    }
    this.names = Set.copyOf(all);
  }

  /// What the series of a group have in common.
  static LabelSubset of(Grouping grouping) {
    return new LabelSubset(grouping.isWithout(), grouping.labels());
  }

  /// What two series that are joined have in common.
  static LabelSubset of(Matching matching) {
    return new LabelSubset(!matching.isOn(), matching.labels());
  }

  Labels of(Labels labels) {
    return isWithout ? labels.without(names) : labels.keeping(names);
  }
}
