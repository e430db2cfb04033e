package dev.clew.server.api;

import dev.clew.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Time ranges of requests.
public final class TimeWindow {
  private static final long NANOS = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS;

  private TimeWindow() {}

  /// The range of `start` and `end` in seconds: both or none. Without them the last hour.
  ///
  /// @throws QuestionException when only one is given or the end is not after the start
  public static TimeRange ofSeconds(Parameters parameters, Instant now) {
    Long start = parameters.whole("start");
    Long end = parameters.whole("end");
    if (start == null && end == null) {
      return lastHour(now);
    }
    return ofSeconds(start, end);
  }

  /// The range of two instants in seconds.
  ///
  /// @throws QuestionException when one is missing or the end is not after the start
  public static TimeRange ofSeconds(@Nullable Long start, @Nullable Long end) {
    if (start == null || end == null) {
      throw QuestionException.malformed("start and end must be given together");
    }
    if (start < 0 || end <= start) {
      throw QuestionException.malformed(
          "http parameter start must be before end. received start=%d end=%d"
              .formatted(start, end));
    }
    return new TimeRange(
        Math.min(start, MAX_SECONDS) * NANOS,
        end >= MAX_SECONDS ? Long.MAX_VALUE : end * NANOS + NANOS - 1);
  }

  /// The hour until now, and what lies a little ahead of a clock that is slow.
  public static TimeRange lastHour(Instant now) {
    long nanos = now.getEpochSecond() * NANOS + now.getNano();
    return new TimeRange(
        nanos - Duration.ofHours(1).toNanos(), nanos + Duration.ofMinutes(1).toNanos());
  }
}
