package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Failures and successes of the last ten minutes, in cells of one minute of event time.
///
/// Events that come late find their cell as long as it lies within the ten minutes before the
/// newest one.
public final class Ring implements State {
  private static final int CELLS = 10;
  private static final long CELL_NANOS = 60_000_000_000L;

  private final short[] failures = new short[CELLS];
  private final short[] successes = new short[CELLS];
  private long newest = Long.MIN_VALUE;

  /// Counts one event; returns whether it was young enough to be counted.
  public boolean add(long nanos, boolean isFailure) {
    long cell = Math.floorDiv(nanos, CELL_NANOS);
    if (newest != Long.MIN_VALUE && cell <= newest - CELLS) {
      return false;
    }
    moveTo(cell);
    short[] counts = isFailure ? failures : successes;
    int at = (int) Math.floorMod(cell, (long) CELLS);
    if (counts[at] < Short.MAX_VALUE) {
      counts[at]++;
    }
    return true;
  }

  /// Failures in the ten minutes up to this instant.
  public int failures(long nanos) {
    moveTo(Math.floorDiv(nanos, CELL_NANOS));
    return sum(failures);
  }

  /// Successes in the ten minutes up to this instant.
  public int successes(long nanos) {
    moveTo(Math.floorDiv(nanos, CELL_NANOS));
    return sum(successes);
  }

  public void clear() {
    Arrays.fill(failures, (short) 0);
    Arrays.fill(successes, (short) 0);
  }

  private void moveTo(long cell) {
    if (newest == Long.MIN_VALUE || cell - newest >= CELLS) {
      if (newest == Long.MIN_VALUE || cell > newest) {
        clear();
        newest = cell;
      }
      return;
    }
    while (newest < cell) {
      newest++;
      int at = (int) Math.floorMod(newest, (long) CELLS);
      failures[at] = 0;
      successes[at] = 0;
    }
  }

  private static int sum(short[] counts) {
    int sum = 0;
    for (short count : counts) {
      sum += count;
    }
    return sum;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (int i = 0; i < CELLS; i++) {
      out.writeShort(failures[i]);
      out.writeShort(successes[i]);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    newest = in.readLong();
    for (int i = 0; i < CELLS; i++) {
      failures[i] = in.readShort();
      successes[i] = in.readShort();
    }
  }
}
