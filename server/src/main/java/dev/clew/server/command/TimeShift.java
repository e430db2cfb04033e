package dev.clew.server.command;

import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;

/// Moves captured times so that the newest of them becomes now.
final class TimeShift {
  private final long byNanos;
  private final IdentityHashMap<Capture, Long> newest;
  private final long firstNanos;

  private TimeShift(long byNanos, IdentityHashMap<Capture, Long> newest, long firstNanos) {
    this.byNanos = byNanos;
    this.newest = newest;
    this.firstNanos = firstNanos;
  }

  static TimeShift of(List<Capture> captures, boolean isTimeKept) {
    IdentityHashMap<Capture, Long> newest = new IdentityHashMap<>();
    captures.forEach(capture -> newest.put(capture, capture.newestNanos()));
    long last = newest.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long first =
        newest.values().stream().mapToLong(Long::longValue).filter(t -> t > 0).min().orElse(0);
    Instant now = Instant.now();
    long nowNanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    return new TimeShift(isTimeKept ? 0 : nowNanos - last, newest, first);
  }

  Capture apply(Capture capture) {
    return byNanos == 0 ? capture : capture.withTimes(time -> time + byNanos);
  }

  /// How long after the first capture this one ended.
  long sinceFirstNanos(Capture capture) {
    return Math.max(0, newest.getOrDefault(capture, firstNanos) - firstNanos);
  }

  String describe() {
    return byNanos == 0
        ? ", times kept"
        : ", times moved by " + Duration.ofSeconds(byNanos / 1_000_000_000);
  }
}
