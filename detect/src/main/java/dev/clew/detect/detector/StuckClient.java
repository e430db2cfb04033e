package dev.clew.detect.detector;

import dev.clew.detect.auth.Reason;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Tells a program with an old password from somebody who guesses: it fails for one reason at even
/// intervals, or in even bursts as mail clients do.
///
/// Follows the last client that failed. Intervals below two seconds are retries within a burst and
/// count as none; of the others mean and variance are kept (Welford). Six intervals whose
/// coefficient of variation is below 0.2 are regular.
final class StuckClient implements State {
  private static final int MIN_INTERVALS = 6;
  private static final double MAX_VARIATION = 0.2;
  private static final double BURST_SECONDS = 2;

  private long client;
  private long last;
  private int reason;
  private int count;
  private double mean;
  private double squares;

  /// Counts a failure; returns whether the client has proven to be regular.
  boolean add(long nextClient, long nanos, Reason nextReason) {
    if (nextClient != client || nextReason.ordinal() != reason) {
      client = nextClient;
      reason = nextReason.ordinal();
      count = 0;
      mean = 0;
      squares = 0;
      last = nanos;
      return false;
    }
    double seconds = (nanos - last) / 1e9;
    last = Math.max(last, nanos);
    if (seconds >= BURST_SECONDS) {
      count++;
      double delta = seconds - mean;
      mean += delta / count;
      squares += delta * (seconds - mean);
    }
    return count >= MIN_INTERVALS && Math.sqrt(squares / count) < MAX_VARIATION * mean;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(client);
    out.writeLong(last);
    out.writeInt(reason);
    out.writeInt(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    client = in.readLong();
    last = in.readLong();
    reason = in.readInt();
    count = in.readInt();
    mean = in.readDouble();
    squares = in.readDouble();
  }
}
