package dev.clew.detect.auth;

import dev.clew.model.LogBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the facts that one dialect states in log records.
interface LogNormaliser {
  /// The reader for one batch, or null if no record of it can speak this dialect.
  @Nullable Reader open(LogBatch batch, Rows rows);

  /// Looks at one record after the other.
  interface Reader {
    void read(int row, Consumer<Fact> facts);
  }
}
