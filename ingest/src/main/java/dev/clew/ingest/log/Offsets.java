package dev.clew.ingest.log;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/// One offset for each partition, readable by any thread.
final class Offsets {
  private final AtomicLongArray values;

  Offsets(long[] initial) {
    values = new AtomicLongArray(initial);
  }

  int partitions() {
    return values.length();
  }

  long get(int partition) {
    return values.get(partition);
  }

  /// Raises the offset of a partition; false if it was as high already.
  boolean raise(int partition, long offset) {
    return values.getAndAccumulate(partition, offset, Math::max) < offset;
  }

  void raiseAll(long[] offsets) {
    for (int partition = 0; partition < offsets.length; partition++) {
      raise(partition, offsets[partition]);
    }
  }

  long[] copy() {
    long[] copy = new long[values.length()];
    Arrays.setAll(copy, values::get);
    return copy;
  }
}
