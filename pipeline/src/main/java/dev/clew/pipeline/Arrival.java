package dev.clew.pipeline;

/// When and as which record of the log a batch arrived.
///
/// @param offset of the record in its partition; several batches may come of one record
/// @param instantNanos when it was written to the log, in epoch nanoseconds; never less than that
///   of an earlier record or than an instant that [Stage#advance] told before
/// @param isRecall whether the record lies before the checkpoint that the state was restored from.
///   Stages without state treat it as any other; a stage with state takes from it only the rows it
///   holds by reference, and counts and puts out nothing; the end of a pipeline ignores it
public record Arrival(long offset, long instantNanos, boolean isRecall) {
  /// Arrival of a record that was not seen before.
  public static Arrival of(long offset, long instantNanos) {
    return new Arrival(offset, instantNanos, false);
  }
}
