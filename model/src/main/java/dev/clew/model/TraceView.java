package dev.clew.model;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A consistent view of stored spans: what was findable when it was opened, no more and no less.
///
/// Used by one thread at a time. Reads may take long; they end early with a [LimitException] when
/// the deadline given at the opening has passed or the view was cancelled.
public interface TraceView extends AutoCloseable {

  /// Finds traces that have a span which meets the condition and lies within the range, newest
  /// first. May also yield traces that have none: the caller evaluates the whole trace.
  Candidates candidates(Condition condition, TimeRange range);

  /// All spans of these traces from everywhere in the view, grouped by trace in no order that
  /// matters. Resent spans stand once: of equal trace, span id and kind the latest received.
  SpanBatch traces(Collection<TraceId> ids, Projection projection);

  /// Attribute keys and values for completion.
  Vocabulary vocabulary();

  /// All log records of a trace, by time.
  LogBatch logs(TraceId id);

  /// Whether spans of the trace were kept once and have been dropped for their age or for space.
  /// True may be wrong about once in a thousand times; false says that nothing is known.
  default boolean wasDropped(TraceId id) {
    return false;
  }

  /// A number that differs, but for an unlikely accident, where the rows differ.
  long snapshot();

  /// Another view of exactly these rows, to be closed on its own, whatever happened meanwhile to
  /// the files and the memory they lie in. May be asked for by any thread while this view is open.
  ///
  /// @param deadline how long its questions may take in all
  TraceView again(Duration deadline);

  /// About how much memory is held for views alone, since its rows are sealed meanwhile.
  default long heldBytes() {
    return 0;
  }

  /// Newest instant of which it is certain that all that was received until then is in the view, in
  /// epoch nanoseconds.
  long watermarkNanos();

  @Override
  void close();

  /// Candidate traces in portions.
  interface Candidates {
    /// The next portion; null at the end.
    @Nullable Portion next();
  }

  /// Traces not yet yielded, and a bound on what may come after.
  ///
  /// @param ids distinct within a portion; may repeat over portions
  /// @param boundNanos every trace of later portions starts at or before this instant
  record Portion(List<TraceId> ids, long boundNanos) {
    public Portion {
      ids = List.copyOf(ids);
    }
  }
}
