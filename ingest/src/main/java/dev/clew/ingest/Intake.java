package dev.clew.ingest;

import dev.clew.model.Batch;

/// Takes the rows of one request of one signal into a batch; used once.
///
/// A resource or scope stands around its rows, and its parts may come before or after them: the
/// decoder notes the size of the batch, gives parts and rows as they come, and ends the scope or
/// resource, which is then set on all rows since.
public sealed interface Intake<B extends Batch> permits SpanIntake, LogIntake, PointIntake {
  /// The rows so far.
  B batch();

  TextIntake texts();

  DocumentIntake documents();

  /// The resource that stands around the rows that come.
  OriginIntake resources();

  /// The scope that stands around the rows that come.
  OriginIntake scopes();

  /// Attributes of the row that is being built.
  AttributeIntake attributes();

  /// Sets the row of a scope on all rows from `first` on.
  void setScope(int first, int scope);

  /// Sets the row of a resource on all rows from `first` on.
  void setResource(int first, int resource);

  /// Ends the scope whose parts were given and sets it on all rows from `first` on.
  default void endScope(int first) {
    if (batch().size() == first) {
      scopes().discard();
    } else {
      setScope(first, scopes().end());
    }
  }

  /// Ends the resource whose parts were given and sets it on all rows from `first` on.
  default void endResource(int first) {
    if (batch().size() == first) {
      resources().discard();
    } else {
      setResource(first, resources().end());
    }
  }

  /// The batch, with what was rejected and repaired.
  Decoded<B> finish();
}
