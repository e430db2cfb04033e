package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a measure usually is at this hour: median and spread of one value a minute.
///
/// Each hour ends as its median and median absolute deviation; four weeks of these are kept by hour
/// of the week, a week by hour of the day. An hour of the week that was seen twice is believed;
/// before that, the same hour of other days, or, if asked for, the last hours. About 7 KB.
public final class SeasonalBaseline implements State {
  private static final long MINUTE = 60_000_000_000L;
  private static final int WEEKS = 4;
  private static final int DAYS = 7;
  private static final int RECENT = 180;
  private static final int MIN_RECENT = 30;
  private static final double CONSISTENT = 1.4826;

  private final float[][] weekly = new float[168][2 * WEEKS];
  private final byte[] weeklyCount = new byte[168];
  private final float[][] daily = new float[24][2 * DAYS];
  private final byte[] dailyCount = new byte[24];
  private final float[] recent = new float[RECENT];
  private int recentCount;
  private final float[] hour = new float[60];
  private int hourCount;
  private long currentHour = Long.MIN_VALUE;

  /// A usual value and the spread about it, as a standard deviation.
  public record Expected(double median, double spread) {}

  /// Adds the value of a minute.
  public void add(long nanos, double value) {
    long now = Math.floorDiv(nanos, 60 * MINUTE);
    if (now != currentHour) {
      endHour();
      currentHour = now;
    }
    if (hourCount < hour.length) {
      hour[hourCount++] = (float) value;
    }
    recent[recentCount++ % RECENT] = (float) value;
    if (recentCount == 2 * RECENT) {
      recentCount = RECENT;
    }
  }

  private void endHour() {
    if (hourCount >= 10) {
      float[] values = Arrays.copyOf(hour, hourCount);
      double median = median(values);
      double spread = spread(values, median);
      push(weekly, weeklyCount, slot(currentHour, 168), WEEKS, median, spread);
      push(daily, dailyCount, slot(currentHour, 24), DAYS, median, spread);
    }
    hourCount = 0;
  }

  private static int slot(long hour, int slots) {
    return (int) Math.floorMod(hour, (long) slots);
  }

  private static void push(
      float[][] table, byte[] counts, int slot, int max, double median, double spread) {
    float[] row = table[slot];
    System.arraycopy(row, 0, row, 2, 2 * (max - 1));
    row[0] = (float) median;
    row[1] = (float) spread;
    counts[slot] = (byte) Math.min(max, counts[slot] + 1);
  }

  /// What is usual at this instant; null while that is not known.
  ///
  /// @param usesRecent whether the last hours may stand in for an hour that was never seen
  public @Nullable Expected expected(long nanos, boolean usesRecent) {
    long now = Math.floorDiv(nanos, 60 * MINUTE);
    int ofWeek = slot(now, 168);
    if (weeklyCount[ofWeek] >= 2) {
      return of(weekly[ofWeek], weeklyCount[ofWeek]);
    }
    int ofDay = slot(now, 24);
    if (dailyCount[ofDay] >= 1) {
      return of(daily[ofDay], dailyCount[ofDay]);
    }
    if (!usesRecent || recentCount < MIN_RECENT) {
      return null;
    }
    float[] values = Arrays.copyOf(recent, Math.min(recentCount, RECENT));
    double median = median(values);
    return new Expected(median, spread(values, median));
  }

  private static Expected of(float[] row, int count) {
    float[] medians = new float[count];
    double spread = 0;
    for (int i = 0; i < count; i++) {
      medians[i] = row[2 * i];
      spread = Math.max(spread, row[2 * i + 1]);
    }
    double median = median(medians);
    return new Expected(median, Math.max(spread, spread(medians, median)));
  }

  private static double median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  private static double spread(float[] values, double median) {
    float[] deviations = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = (float) Math.abs(values[i] - median);
    }
    return CONSISTENT * median(deviations);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    save(out, weekly, weeklyCount);
    save(out, daily, dailyCount);
    out.writeInt(recentCount);
    for (int i = 0; i < Math.min(recentCount, RECENT); i++) {
      out.writeFloat(recent[i]);
    }
    out.writeInt(hourCount);
    for (int i = 0; i < hourCount; i++) {
      out.writeFloat(hour[i]);
    }
    out.writeLong(currentHour);
  }

  private static void save(DataOutput out, float[][] table, byte[] counts) throws IOException {
    for (int slot = 0; slot < table.length; slot++) {
      out.writeByte(counts[slot]);
      for (int i = 0; i < 2 * counts[slot]; i++) {
        out.writeFloat(table[slot][i]);
      }
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    restore(in, weekly, weeklyCount);
    restore(in, daily, dailyCount);
    recentCount = in.readInt();
    for (int i = 0; i < Math.min(recentCount, RECENT); i++) {
      recent[i] = in.readFloat();
    }
    hourCount = in.readInt();
    for (int i = 0; i < hourCount; i++) {
      hour[i] = in.readFloat();
    }
    currentHour = in.readLong();
  }

  private static void restore(DataInput in, float[][] table, byte[] counts) throws IOException {
    for (int slot = 0; slot < table.length; slot++) {
      counts[slot] = in.readByte();
      for (int i = 0; i < 2 * counts[slot]; i++) {
        table[slot][i] = in.readFloat();
      }
    }
  }
}
