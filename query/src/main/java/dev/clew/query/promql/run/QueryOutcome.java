package dev.clew.query.promql.run;

import java.util.List;

/// What became of a query.
public sealed interface QueryOutcome {

  /// It has an answer.
  ///
  /// @param warnings what is probably wrong with it, as lines for people
  /// @param infos what may be wrong with it, as lines for people
  record Answer(QueryValue value, List<String> warnings, List<String> infos, Statistics statistics)
      implements QueryOutcome {
    public Answer {
      warnings = List.copyOf(warnings);
      infos = List.copyOf(infos);
    }
  }

  /// It has none; the message is one line for its author.
  record Failed(Kind kind, String message) implements QueryOutcome {}

  /// What it cost.
  ///
  /// @param series series that selectors found
  /// @param readSamples samples read from the store
  /// @param peakSamples most samples held at once
  record Statistics(long series, long readSamples, long peakSamples) {}

  /// Why a query has no answer.
  enum Kind {
    /// The data makes it meaningless.
    EXECUTION,
    /// It would take too much.
    LIMIT,
    /// It took too long.
    TIMEOUT,
    /// Nobody waits for it any more.
    CANCELLED,
    /// It has a meaning, and is not built.
    UNSUPPORTED
  }
}
