package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What is known of an account: when it logged in, from which devices, and which program keeps
/// failing for it.
public final class AccountState implements BoundedTable.Value {
  private static final int MAX_DEVICES = 8;
  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final int FORGIVEN = 3;
  private static final long FORGIVEN_NANOS = 600_000_000_000L;

  private final long[] devices = new long[MAX_DEVICES];
  private final long[] deviceFirst = new long[MAX_DEVICES];
  private final long[] deviceLast = new long[MAX_DEVICES];
  private int deviceCount;
  private long firstSuccess;
  private long lastSuccess;
  private long successes;
  private long forgivenSince;
  private int forgiven;
  private final StuckClient stuck = new StuckClient();

  @Override
  public int worth() {
    return successes > 1 ? 2 : (int) successes;
  }

  /// Instant of the last login, 0 if there was none.
  public long lastSuccess() {
    return lastSuccess;
  }

  public long successes() {
    return successes;
  }

  boolean isEstablished(long nanos) {
    return firstSuccess != 0 && nanos - firstSuccess > DAY;
  }

  boolean isKnown(long device, long nanos) {
    for (int i = 0; i < deviceCount; i++) {
      if (devices[i] == device) {
        return nanos - deviceFirst[i] > HOUR && nanos - deviceLast[i] < 30 * DAY;
      }
    }
    return false;
  }

  /// Whether the account ever logged in from this device, be it a moment ago.
  boolean hasUsed(long device) {
    for (int i = 0; i < deviceCount; i++) {
      if (devices[i] == device) {
        return true;
      }
    }
    return false;
  }

  /// Counts a failure of a known device; returns whether it is one of the first three in ten
  /// minutes.
  boolean forgives(long nanos) {
    if (nanos - forgivenSince > FORGIVEN_NANOS) {
      forgivenSince = nanos;
      forgiven = 0;
    }
    return ++forgiven <= FORGIVEN;
  }

  /// Whether the failure comes from a program that repeats itself like clockwork.
  boolean isStuck(AuthEvent event, long client, boolean isExcusable) {
    boolean isRegular = stuck.add(client, event.place().timeNanos(), event.act().reason());
    return isRegular && isExcusable;
  }

  void learnSuccess(long device, long nanos, boolean isTrusted) {
    successes++;
    firstSuccess = firstSuccess == 0 ? nanos : firstSuccess;
    lastSuccess = Math.max(lastSuccess, nanos);
    if (!isTrusted) {
      return;
    }
    int at = 0;
    while (at < deviceCount && devices[at] != device) {
      at++;
    }
    if (at == deviceCount) {
      at = deviceCount < MAX_DEVICES ? deviceCount++ : oldest();
      devices[at] = device;
      deviceFirst[at] = nanos;
    }
    deviceLast[at] = nanos;
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < deviceCount; i++) {
      oldest = deviceLast[i] < deviceLast[oldest] ? i : oldest;
    }
    return oldest;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(deviceCount);
    for (int i = 0; i < deviceCount; i++) {
      out.writeLong(devices[i]);
      out.writeLong(deviceFirst[i]);
      out.writeLong(deviceLast[i]);
    }
    out.writeLong(firstSuccess);
    out.writeLong(lastSuccess);
    out.writeLong(successes);
    out.writeLong(forgivenSince);
    out.writeInt(forgiven);
    stuck.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    deviceCount = in.readByte();
    for (int i = 0; i < deviceCount; i++) {
      devices[i] = in.readLong();
      deviceFirst[i] = in.readLong();
      deviceLast[i] = in.readLong();
    }
    firstSuccess = in.readLong();
    lastSuccess = in.readLong();
    successes = in.readLong();
    forgivenSince = in.readLong();
    forgiven = in.readInt();
    stuck.restore(in);
  }
}
