package dev.clew.pipeline.ottl;

/// What a path stands for in a context.
interface Accessor extends Operand {
  /// How to change it.
  ///
  /// @throws OttlException if it cannot be changed
  Writer writer();

  /// A way to change what a path stands for, to be bound to each batch.
  interface Writer {
    RowWriter bind(View view);
  }

  /// A way to change what a path stands for, bound to a batch.
  interface RowWriter {
    /// Sets the value of a row, which is not nil.
    ///
    /// @throws EvaluationException if there can be no such value
    void write(int row, Slot value);
  }
}
