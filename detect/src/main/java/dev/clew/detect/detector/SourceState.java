package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A sequential test of whether one source guesses at accounts that are not its own.
///
/// Wald's ratio test over distinct accounts: under the harmless hypothesis the first try of an
/// account fails in 15 % of cases, under the hostile one in 95 %. A failing account adds to the
/// logarithm of the ratio, a succeeding one takes away; an account that fails and then succeeds was
/// a typo and is taken back. A repeat is no new evidence. The score is held between a floor and
/// twice the alarm, so that neither an hour of honest logins nor one of attack decides about the
/// next. (Jung, Paxson and others 2004, with accounts in place of hosts.)
final class SourceState implements BoundedTable.Value {
  static final double ALARM = Math.log(0.99 / 1e-4);
  private static final double FLOOR = Math.log(0.01 / (1 - 1e-4));
  static final double FAILED = Math.log(0.95 / 0.15);
  static final double SUCCEEDED = Math.log(0.05 / 0.85);
  private static final int MAX_ACCOUNTS = 4_096;
  private static final long GENERATION_NANOS = 43_200_000_000_000L;
  private static final long MISSING_NANOS = 60_000_000_000L;

  private static final int BAD = 1;
  private static final int OK = 2;
  private static final int MAX_ATTEMPTS = 31;

  private LongSet current = new LongSet();
  private LongSet previous = new LongSet();
  private long generation = Long.MIN_VALUE;
  private double score;
  private int bad;
  private int ok;
  private int unknown;
  private int beyond;
  private int failures;
  private long since;
  private long last;
  private long lastMissing;

  @Override
  public int worth() {
    return score >= ALARM / 2 ? 4 : bad > 1 ? 1 : 0;
  }

  /// Counts a failure; returns whether it was new evidence.
  boolean fail(AuthEvent event, long account) {
    long nanos = event.place().timeNanos();
    turn(nanos);
    if (score <= 0) {
      since = nanos;
      failures = 0;
    }
    failures++;
    last = Math.max(last, nanos);
    if (account == 0) {
      boolean isDue = nanos - lastMissing >= MISSING_NANOS;
      lastMissing = isDue ? nanos : lastMissing;
      return isDue && addBad(event);
    }
    int known = value(account);
    int attempts = Math.min(MAX_ATTEMPTS, (known >> 2) + 1);
    boolean isNew = (known & 3) == 0;
    if (isNew && current.size() >= MAX_ACCOUNTS) {
      beyond++;
      return false;
    }
    current.put(account, (byte) ((attempts << 2) | (isNew ? BAD : known & 3)));
    return isNew && addBad(event);
  }

  private boolean addBad(AuthEvent event) {
    bad++;
    unknown += event.actor().state() == AuthEvent.UserState.UNKNOWN ? 1 : 0;
    score = Math.min(2 * ALARM, score + FAILED);
    return true;
  }

  /// Counts a success.
  ///
  /// @param isCredit whether it speaks for the source: an attacker's own new accounts do not
  void succeed(long account, long nanos, boolean isCredit) {
    turn(nanos);
    int known = account == 0 ? 0 : value(account);
    if ((known & 3) == BAD) {
      bad--;
      score -= FAILED;
    }
    if (account != 0 && (known & 3) != OK && isCredit && current.size() < MAX_ACCOUNTS) {
      current.put(account, (byte) (((known >> 2) << 2) | OK));
      ok++;
      score += SUCCEEDED;
    }
    score = Math.max(FLOOR, Math.min(2 * ALARM, score));
  }

  private int value(long account) {
    byte value = current.get(account);
    return value == 0 ? previous.get(account) : value;
  }

  private void turn(long nanos) {
    long now = Math.floorDiv(nanos, GENERATION_NANOS);
    if (generation == Long.MIN_VALUE) {
      generation = now;
    } else if (now > generation) {
      previous = now == generation + 1 ? current : new LongSet();
      current = new LongSet();
      generation = now;
    }
  }

  double score() {
    return score;
  }

  boolean isAlarming() {
    return score >= ALARM && bad >= 5;
  }

  int failingAccounts() {
    return bad;
  }

  int succeedingAccounts() {
    return ok;
  }

  /// Accounts that failed beyond those that are told apart.
  int beyond() {
    return beyond;
  }

  int failures() {
    return failures;
  }

  double unknownRatio() {
    return bad == 0 ? 0 : Math.min(1, unknown / (double) bad);
  }

  long since() {
    return since;
  }

  /// Mean time between the failures of this run of evidence.
  long gapNanos() {
    return failures < 2 ? 0 : (last - since) / (failures - 1);
  }

  /// Share of failing accounts that were tried at most twice.
  double fewTriesRatio() {
    int few = 0;
    int all = 0;
    for (LongSet set : new LongSet[] {current, previous}) {
      for (long account : set.sorted()) {
        int value = value(account);
        boolean isFirst = set == current || !current.contains(account);
        if (isFirst && (value & 3) == BAD) {
          all++;
          few += (value >> 2) <= 2 ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : few / (double) all;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    current.save(out);
    previous.save(out);
    out.writeLong(generation);
    out.writeDouble(score);
    out.writeInt(bad);
    out.writeInt(ok);
    out.writeInt(unknown);
    out.writeInt(beyond);
    out.writeInt(failures);
    out.writeLong(since);
    out.writeLong(last);
    out.writeLong(lastMissing);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    current.restore(in);
    previous.restore(in);
    generation = in.readLong();
    score = in.readDouble();
    bad = in.readInt();
    ok = in.readInt();
    unknown = in.readInt();
    beyond = in.readInt();
    failures = in.readInt();
    since = in.readLong();
    last = in.readLong();
    lastMissing = in.readLong();
  }
}
