package dev.clew.detect.auth;

import dev.clew.detect.state.LongSet;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Which facts came already, so that one that is delivered twice counts once: two generations of
/// ten minutes of arrivals, fewer when there are very many.
final class Seen implements State {
  private static final long TURN_NANOS = 600_000_000_000L;
  private static final int MAX = 500_000;

  private LongSet current = new LongSet();
  private LongSet previous = new LongSet();
  private long turn = Long.MIN_VALUE;

  /// Remembers a fact; returns whether it is new.
  boolean add(long fingerprint, long arrivalNanos) {
    long now = Math.floorDiv(arrivalNanos, TURN_NANOS);
    if (turn == Long.MIN_VALUE) {
      turn = now;
    } else if (now > turn || current.size() >= MAX) {
      previous = now > turn + 1 ? new LongSet() : current;
      current = new LongSet();
      turn = Math.max(now, turn);
    }
    return !previous.contains(fingerprint) && current.add(fingerprint);
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
