package dev.clew.server.api;

import dev.clew.model.LogBatch;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import java.time.Duration;
import java.util.stream.IntStream;

/// Why a trace is not here, as far as that is known.
///
/// @param reason a word for programs: `unknown`, `pending` or `expired`
/// @param message a line for people
public record MissingTrace(String reason, String message) {
  private static final long SOON_NANOS = Duration.ofMinutes(2).toNanos();

  /// Looks for what is left or has come of a trace of which a view has no span.
  public static MissingTrace of(TraceView view, TraceId id) {
    if (view.wasDropped(id)) {
      return new MissingTrace(
          "expired", "trace %s was kept once and is past retention".formatted(id.hex()));
    }
    LogBatch logs = view.logs(id);
    if (logs.size() == 0) {
      return new MissingTrace("unknown", "no trace " + id.hex());
    }
    long newest = IntStream.range(0, logs.size()).mapToLong(logs::timeNanos).max().orElse(0);
    if (view.watermarkNanos() - newest < SOON_NANOS) {
      return new MissingTrace(
          "pending",
          "log records of trace %s have come, its spans have not yet".formatted(id.hex()));
    }
    return new MissingTrace(
        "unknown", "no span of trace %s has come, only log records".formatted(id.hex()));
  }

  public QuestionException notFound() {
    return new QuestionException(404, message, reason);
  }
}
