package dev.clew.pipeline.filter;

import dev.clew.model.Batch;
import dev.clew.pipeline.ottl.RowTest;
import org.jspecify.annotations.Nullable;

/// Rows that match the one criteria, if there are any, and not the others.
public final class IncludeExclude {
  private final @Nullable Matcher include;
  private final @Nullable Matcher exclude;

  private IncludeExclude(@Nullable Matcher include, @Nullable Matcher exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /// Criteria that ask nothing count as absent.
  public static IncludeExclude of(@Nullable Criteria include, @Nullable Criteria exclude) {
    return new IncludeExclude(matcher(include), matcher(exclude));
  }

  private static @Nullable Matcher matcher(@Nullable Criteria criteria) {
    return criteria == null || criteria.isEmpty() ? null : Matcher.compile(criteria);
  }

  /// Whether every row is meant.
  public boolean isEverything() {
    return include == null && exclude == null;
  }

  /// The question whether a row of a batch is meant.
  public RowTest bind(Batch batch) {
    RowTest included = include == null ? row -> true : include.bind(batch);
    if (exclude == null) {
      return included;
    }
    RowTest excluded = exclude.bind(batch);
    return row -> included.test(row) && !excluded.test(row);
  }
}
