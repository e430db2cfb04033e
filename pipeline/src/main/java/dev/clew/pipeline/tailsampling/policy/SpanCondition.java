package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;

/// A compiled OTTL condition on a span, or on any of its events.
@FunctionalInterface
public interface SpanCondition {
  /// What it says of a span.
  enum Answer {
    TRUE,
    FALSE,
    /// It could not be evaluated, and its error mode is not to ignore that.
    ERROR
  }

  /// Evaluates it on a row; a condition on events is true if it is for one of them.
  Answer test(SpanBatch batch, int row);

  /// Makes conditions of text.
  interface Compiler {
    /// Compiles a condition on the attributes and columns of a span.
    ///
    /// @throws IllegalArgumentException if the text is no condition of the supported subset, with
    ///   the sentence to print
    SpanCondition onSpan(String text, ErrorMode errorMode);

    /// Compiles a condition on an event of a span.
    ///
    /// @throws IllegalArgumentException as [#onSpan]
    SpanCondition onEvent(String text, ErrorMode errorMode);
  }

  /// What becomes of an error while a condition is evaluated.
  enum ErrorMode {
    /// The policy casts no vote, which is counted.
    PROPAGATE,
    /// The condition is false; logged.
    IGNORE,
    /// The condition is false.
    SILENT
  }
}
