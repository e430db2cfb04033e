package dev.clew.detect.detector;

import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How long a realm is known, and whether its successes are told at all.
final class RealmState implements BoundedTable.Value {
  private static final long COLD_NANOS = 7 * 86_400_000_000_000L;
  private static final int MIN_FAILURES = 200;

  private long first;
  private long failures;
  private long successes;

  @Override
  public int worth() {
    return (int) Math.min(1_000_000, failures + successes);
  }

  void add(long nanos, boolean isSuccess) {
    first = first == 0 ? nanos : Math.min(first, nanos);
    if (isSuccess) {
      successes++;
    } else {
      failures++;
    }
  }

  boolean isCold(long nanos) {
    return first == 0 || nanos - first < COLD_NANOS;
  }

  /// Some successes come with so many failures, unless they are not delivered.
  boolean hasSuccesses() {
    return successes > 0 || failures < MIN_FAILURES;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeLong(failures);
    out.writeLong(successes);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    first = in.readLong();
    failures = in.readLong();
    successes = in.readLong();
  }
}
