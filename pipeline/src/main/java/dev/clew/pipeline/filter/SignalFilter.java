package dev.clew.pipeline.filter;

import java.util.List;

/// What is filtered of one signal: either in the older form or by conditions.
///
/// @param criteria rows that may stay
/// @param groups conditions under which something goes
record SignalFilter(IncludeExclude criteria, List<ConditionGroup> groups) {
  SignalFilter {
    groups = List.copyOf(groups);
  }

  static SignalFilter none() {
    return new SignalFilter(IncludeExclude.of(null, null), List.of());
  }

  /// Whether nothing is filtered.
  boolean isEmpty() {
    return criteria.isEverything() && groups.isEmpty();
  }
}
