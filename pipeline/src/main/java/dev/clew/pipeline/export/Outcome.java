package dev.clew.pipeline.export;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a request that was sent.
public sealed interface Outcome {
  /// It was taken.
  record Taken() implements Outcome {}

  /// It was taken but for some rows, which the other side will never take.
  record PartlyTaken(long rejected, String message) implements Outcome {}

  /// It was not taken but may be later.
  ///
  /// @param after pause that the other side asks for, or null
  record Later(String reason, @Nullable Duration after) implements Outcome {}

  /// It will never be taken.
  record Refused(String reason) implements Outcome {}
}
