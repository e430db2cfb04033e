package dev.clew.ingest;

import dev.clew.model.Batch;

/// What the intake of every signal consists of: one for each request.
final class Parts {
  final Limits limits;
  final Tally tally = new Tally();
  final TextIntake texts;
  final DocumentIntake documents;
  final OriginIntake resources;
  final OriginIntake scopes;
  final AttributeIntake attributes;

  Parts(Batch batch, Limits limits, int expectedRows) {
    this.limits = limits;
    texts = new TextIntake(batch.strings(), limits, tally, expectedRows);
    documents = new DocumentIntake(batch.strings(), limits, tally);
    resources = OriginIntake.resources(batch.resources(), batch.strings(), limits, tally);
    scopes = OriginIntake.scopes(batch.scopes(), batch.strings(), limits, tally);
    attributes = new AttributeIntake(batch.attributes(), limits, tally);
  }

  /// Whether the batch takes another row; if not, the row is counted as rejected.
  boolean begin(Batch batch) {
    if (batch.size() < limits.maxRows()) {
      return true;
    }
    tally.reject(Flaw.ROWS);
    return false;
  }
}
