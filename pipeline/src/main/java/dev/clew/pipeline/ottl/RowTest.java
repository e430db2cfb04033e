package dev.clew.pipeline.ottl;

/// A condition that is bound to a batch. For one thread.
public interface RowTest {
  /// Whether it holds for a row.
  ///
  /// @throws EvaluationException if that cannot be told
  boolean test(int row);
}
