package dev.clew.pipeline.series;

import java.util.List;

/// What a metric measures of the items it counts.
public sealed interface Measure {
  /// How many there were.
  record Count() implements Measure {}

  /// How long they took, by buckets.
  ///
  /// @param boundsNanos upper bounds of the buckets but the last, inclusive, ascending
  record Explicit(List<Long> boundsNanos, TimeUnit unit) implements Measure {
    public Explicit {
      boundsNanos = List.copyOf(boundsNanos);
      for (int i = 1; i < boundsNanos.size(); i++) {
        if (boundsNanos.get(i) <= boundsNanos.get(i - 1)) {
          throw new IllegalArgumentException("bounds do not ascend: " + boundsNanos);
        }
      }
    }
  }

  /// How long they took, by buckets that grow exponentially and adapt to the values.
  ///
  /// @param maxSize buckets of a series
  record Exponential(int maxSize, TimeUnit unit) implements Measure {
    public Exponential {
      if (maxSize < 2 || maxSize > 16_384) {
        throw new IllegalArgumentException("max_size of %d, must be 2 to 16384".formatted(maxSize));
      }
    }
  }

  /// Unit of durations in points.
  enum TimeUnit {
    MILLISECONDS("ms", 1_000_000),
    SECONDS("s", 1_000_000_000);

    private final String symbol;
    private final long nanos;

    TimeUnit(String symbol, long nanos) {
      this.symbol = symbol;
      this.nanos = nanos;
    }

    public String symbol() {
      return symbol;
    }

    public long nanos() {
      return nanos;
    }

    double of(long durationNanos) {
      return (double) durationNanos / nanos;
    }
  }
}
