package dev.clew.detect.auth;

import dev.clew.model.SpanBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the facts that one dialect states on spans.
interface SpanNormaliser {
  /// The reader for one batch, or null if no span of it can speak this dialect.
  @Nullable Reader open(SpanBatch batch, Rows rows);

  /// Looks at one span after the other.
  interface Reader {
    /// Hands on what the span says; most say nothing.
    void read(int row, Consumer<Fact> facts);
  }
}
