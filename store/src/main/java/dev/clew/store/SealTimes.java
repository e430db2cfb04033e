package dev.clew.store;

import dev.clew.store.segment.SegmentInfo;
import java.util.List;

/// When segments were sealed, put right where the clock was wrong. Their order tells: none was
/// sealed before one that stands in front of it, and none in the future.
final class SealTimes {
  private SealTimes() {}

  /// @param segments in the order they were sealed
  /// @return milliseconds of each, ascending
  static long[] corrected(List<SegmentInfo> segments, long nowMillis) {
    long[] times = new long[segments.size()];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < times.length; i++) {
      long stamp = segments.get(i).sealedMillis();
      latest = stamp <= nowMillis ? Math.max(latest, stamp) : latest;
      times[i] = stamp <= nowMillis ? latest : nowMillis;
    }
    for (int i = times.length - 2; i >= 0; i--) {
      times[i] = Math.min(times[i], times[i + 1]);
    }
    return times;
  }
}
