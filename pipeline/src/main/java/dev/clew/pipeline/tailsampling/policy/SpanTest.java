package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;

/// A question to a single span, whose answer becomes a bit of its trace's summary.
abstract class SpanTest {

  /// Turns to a batch; tells whether any of its rows may match.
  abstract boolean bind(SpanBatch batch);

  /// Whether a row of the batch matches.
  abstract boolean matches(int row);

  /// Whether asking changes the test, so that each span must be asked, and once.
  boolean isLearning() {
    return false;
  }
}
