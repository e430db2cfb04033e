package dev.clew.pipeline.prometheus;

import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The last point of one series of OpenTelemetry: a cumulative one, or the sum of deltas.
final class Stored {
  /// Hash of all that tells the series from others with the same line.
  final long identity;

  long timeNanos;

  /// When it was updated last, by the log.
  long updatedNanos;

  double value;
  long count;
  double[] bounds = new double[0];
  long[] counts = new long[0];
  double[] quantiles = new double[0];
  List<Detail.Exemplar> exemplars = List.of();
  byte[] sketch = new byte[0];

  Stored(long identity) {
    this.identity = identity;
  }

  void replace(double newValue, long newCount, Detail detail) {
    value = newValue;
    count = newCount;
    bounds = detail.bounds;
    counts = detail.counts;
    quantiles = detail.quantiles;
    sketch = detail.sketch;
    exemplars = detail.exemplars.isEmpty() ? exemplars : detail.exemplars;
  }

  /// Adds a delta that follows on; one with other bounds begins anew.
  void add(double delta, long deltaCount, Detail detail) {
    if (Arrays.equals(bounds, detail.bounds) && counts.length == detail.counts.length) {
      long[] sums = counts.clone();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += detail.counts[i];
      }
      value += delta;
      count += deltaCount;
      counts = sums;
      exemplars = detail.exemplars.isEmpty() ? exemplars : detail.exemplars;
    } else {
      replace(delta, deltaCount, detail);
    }
  }

  long bytes() {
    return 120 + 8L * (counts.length + quantiles.length) + 150L * exemplars.size() + sketch.length;
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(identity);
    out.writeLong(timeNanos);
    out.writeLong(updatedNanos);
    out.writeDouble(value);
    out.writeLong(count);
    write(out, bounds);
    out.writeInt(counts.length);
    for (long each : counts) {
      out.writeLong(each);
    }
    write(out, quantiles);
    out.writeInt(exemplars.size());
    for (Detail.Exemplar exemplar : exemplars) {
      out.writeDouble(exemplar.value());
      out.writeLong(exemplar.timeNanos());
      TextPool.write(out, exemplar.traceId());
      TextPool.write(out, exemplar.spanId());
    }
    out.writeInt(sketch.length);
    out.write(sketch);
  }

  private static void write(DataOutput out, double[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double each : numbers) {
      out.writeDouble(each);
    }
  }

  static Stored restored(DataInput in) throws IOException {
    Stored stored = new Stored(in.readLong());
    stored.timeNanos = in.readLong();
    stored.updatedNanos = in.readLong();
    stored.value = in.readDouble();
    stored.count = in.readLong();
    stored.bounds = doubles(in);
    stored.counts = new long[in.readInt()];
    for (int i = 0; i < stored.counts.length; i++) {
      stored.counts[i] = in.readLong();
    }
    stored.quantiles = doubles(in);
    List<Detail.Exemplar> exemplars = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      double value = in.readDouble();
      long timeNanos = in.readLong();
      String traceId = TextPool.read(in);
      exemplars.add(new Detail.Exemplar(value, timeNanos, traceId, TextPool.read(in)));
    }
    stored.exemplars = exemplars;
    stored.sketch = new byte[in.readInt()];
    in.readFully(stored.sketch);
    return stored;
  }

  private static double[] doubles(DataInput in) throws IOException {
    double[] numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }
}
