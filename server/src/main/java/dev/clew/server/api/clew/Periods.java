package dev.clew.server.api.clew;

import dev.clew.model.TimeRange;
import java.util.Locale;

/// A window in steps, and the window of equal length before it.
record Periods(TimeRange window, int steps) {

  long length() {
    return Math.max(1, window.toNanos() - window.fromNanos());
  }

  /// The condition of SQL for spans that start in either.
  String bounds() {
    return bounds("start_nanos");
  }

  String bounds(String column) {
    return "%s BETWEEN %d AND %d"
        .formatted(column, Math.max(0, window.fromNanos() - length()), window.toNanos());
  }

  /// The condition for spans that start in the window.
  String within(String column) {
    return "%s BETWEEN %d AND %d".formatted(column, window.fromNanos(), window.toNanos());
  }

  /// Whether an instant is in the window; the step it is in, null before the window.
  String columns(String start) {
    return String.format(
        Locale.ROOT,
        "%1$s >= %2$d AS is_now, CASE WHEN %1$s >= %2$d"
            + " THEN least(floor((%1$s - %2$d) / %3$.1f), %4$d)::INT ELSE -1 END AS step",
        start,
        window.fromNanos(),
        (double) length() / steps,
        steps - 1);
  }
}
