package dev.clew.pipeline.ottl;

/// A compiled edit, to be bound to each batch.
interface Edit {
  RowEdit bind(View view);

  /// An edit that is bound to a batch.
  interface RowEdit {
    /// Edits a row.
    ///
    /// @throws EvaluationException if that is not possible
    void apply(int row);
  }
}
