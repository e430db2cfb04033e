package dev.clew.query.promql.tree;

import java.util.List;

/// Which series an aggregation takes together: those equal in the labels, or in all others.
public record Grouping(boolean isWithout, List<String> labels) {
  /// All series together.
  public static final Grouping ALL = new Grouping(false, List.of());

  public Grouping {
    labels = List.copyOf(labels);
  }
}
