package dev.clew.pipeline.tailsampling.policy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A policy that spends a budget; seconds are those of the instants at which decisions were due.
abstract class Limiter extends Policy {
  private static final long SECOND = 1_000_000_000L;

  /// Takes notice that a decision begins.
  abstract void begin();

  abstract void save(DataOutput out) throws IOException;

  abstract void restore(DataInput in) throws IOException;

  @Override
  final boolean isStateful() {
    return true;
  }

  /// Spans within a second: keeps while there are fewer than the limit, this trace included.
  static final class OfSpans extends Limiter {
    private final long limit;
    private long second;
    private long used;
    private long spent;

    OfSpans(PolicySpec.RateLimiting spec) {
      limit = spec.spansPerSecond();
    }

    @Override
    void begin() {
      spent = 0;
    }

    @Override
    Vote vote(Ballot ballot) {
      long now = Math.floorDiv(ballot.instantNanos, SECOND);
      if (!ballot.isTrial && now != second) {
        second = now;
        used = 0;
      }
      long before = now == second ? used - (ballot.isTrial ? spent : 0) : 0;
      long after = before + ballot.facts.spanCount();
      if (after >= limit) {
        return Vote.NOT_SAMPLED;
      }
      if (!ballot.isTrial) {
        spent += after - before;
        used = after;
      }
      return Vote.SAMPLED;
    }

    @Override
    void save(DataOutput out) throws IOException {
      out.writeLong(second);
      out.writeLong(used);
    }

    @Override
    void restore(DataInput in) throws IOException {
      second = in.readLong();
      used = in.readLong();
    }
  }

  /// Bytes from a bucket that begins full, fills steadily and holds a burst.
  static final class OfBytes extends Limiter {
    private final double perSecond;
    private final double burst;
    private double tokens;
    private long atNanos = Long.MIN_VALUE;
    private double spent;

    OfBytes(PolicySpec.BytesLimiting spec) {
      perSecond = spec.bytesPerSecond();
      burst = spec.burst();
      tokens = burst;
    }

    @Override
    void begin() {
      spent = 0;
    }

    @Override
    Vote vote(Ballot ballot) {
      if (!ballot.isTrial) {
        fill(ballot.instantNanos);
      }
      long wanted = ballot.facts.byteCount();
      if (tokens + (ballot.isTrial ? spent : 0) < wanted) {
        return Vote.NOT_SAMPLED;
      }
      if (!ballot.isTrial) {
        tokens -= wanted;
        spent += wanted;
      }
      return Vote.SAMPLED;
    }

    private void fill(long nanos) {
      if (atNanos != Long.MIN_VALUE) {
        double seconds = (nanos - atNanos) / (double) SECOND;
        tokens = Math.min(burst, tokens + seconds * perSecond);
      }
      atNanos = nanos;
    }

    @Override
    void save(DataOutput out) throws IOException {
      out.writeDouble(tokens);
      out.writeLong(atNanos);
    }

    @Override
    void restore(DataInput in) throws IOException {
      tokens = in.readDouble();
      atNanos = in.readLong();
    }
  }
}
