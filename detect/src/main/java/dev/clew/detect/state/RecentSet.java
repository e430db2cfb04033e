package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Keys of one to two windows of time; of fewer, when there come more than the budget allows.
public final class RecentSet implements State {
  private final long windowNanos;
  private final int max;
  private LongSet current = new LongSet();
  private LongSet previous = new LongSet();
  private long turn = Long.MIN_VALUE;

  /// @param max keys of one window
  public RecentSet(long windowNanos, int max) {
    this.windowNanos = windowNanos;
    this.max = max;
  }

  /// Adds a key; returns whether it is new.
  public boolean add(long nanos, long key) {
    long now = Math.floorDiv(nanos, windowNanos);
    if (turn == Long.MIN_VALUE) {
      turn = now;
    } else if (now > turn || current.size() >= max) {
      previous = now > turn + 1 ? new LongSet() : current;
      current = new LongSet();
      turn = Math.max(now, turn);
    }
    boolean isNew = current.add(key);
    return isNew && !previous.contains(key);
  }

  public boolean contains(long key) {
    return current.contains(key) || previous.contains(key);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(turn);
    current.save(out);
    previous.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    turn = in.readLong();
    current.restore(in);
    previous.restore(in);
  }
}
