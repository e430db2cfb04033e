package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.PointWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sketches of all spans, whether their series found room or not: how many different values there
/// were, which were the most frequent, how often each came. All are of the present window of five
/// minutes and the one before.
final class Sketches {
  static final long WINDOW_NANOS = 300_000_000_000L;

  private static final int COUNTERS_OF_VALUE = 16;

  private final SpanMetricsOptions options;
  private final List<DistinctCounts> distinct = new ArrayList<>();
  private final List<Top> tops = new ArrayList<>();
  private long windowEnd;

  Sketches(SpanMetricsOptions options, Columns columns) {
    this.options = options;
    Guard guard = options.guard();
    for (Guard.Distinct each : guard.distinct()) {
      int[] by = each.by().stream().mapToInt(name -> columns.of(Dimension.of(name))).toArray();
      int column = columns.ofWhole(each.of());
      distinct.add(new DistinctCounts(each, column, by, guard.hashSeed()));
    }
    for (String each : guard.top()) {
      tops.add(new Top(each, columns.ofWhole(each), guard.topSize() * COUNTERS_OF_VALUE));
    }
  }

  private static final class Top {
    private final String name;
    private final int column;
    private FrequentValues present;
    private FrequentValues before;
    private Frequencies presentCounts = new Frequencies();
    private Frequencies countsBefore = new Frequencies();

    Top(String name, int column, int counters) {
      this.name = name;
      this.column = column;
      present = new FrequentValues(counters);
      before = new FrequentValues(counters);
    }

    void turn(boolean isNext) {
      FrequentValues values = before;
      Frequencies counts = countsBefore;
      before = present;
      countsBefore = presentCounts;
      present = values;
      presentCounts = counts;
      present.clear();
      presentCounts.clear();
      if (!isNext) {
        before.clear();
        countsBefore.clear();
      }
    }

    long count(long hash) {
      return presentCounts.count(hash) + countsBefore.count(hash);
    }
  }

  boolean isEmpty() {
    return distinct.isEmpty() && tops.isEmpty();
  }

  void add(DimensionRow row) {
    for (DistinctCounts each : distinct) {
      each.add(row);
    }
    for (Top top : tops) {
      if (!row.isAbsent(top.column)) {
        long hash = row.hash(top.column, options.guard().hashSeed());
        top.present.add(hash, () -> row.text(top.column));
        top.presentCounts.add(hash);
      }
    }
  }

  /// Begins the window of an instant if it is another.
  void advance(long instant) {
    if (instant < windowEnd) {
      return;
    }
    boolean isNext = instant - windowEnd < WINDOW_NANOS;
    windowEnd = (Math.floorDiv(instant, WINDOW_NANOS) + 1) * WINDOW_NANOS;
    for (DistinctCounts each : distinct) {
      each.turn();
      if (!isNext) {
        each.turn();
      }
    }
    for (Top top : tops) {
      top.turn(isNext);
    }
  }

  void write(long instant, PointWriter writer) {
    String counts = options.name("calls_distinct");
    String text = "Estimated number of different values among the spans of the last minutes.";
    for (DistinctCounts each : distinct) {
      each.write(counts, text, instant, writer);
    }
    for (Top top : tops) {
      writeTop(top, instant, writer);
    }
  }

  private void writeTop(Top top, long instant, PointWriter writer) {
    Map<Long, String> texts = new HashMap<>();
    top.present.values().forEach(value -> texts.put(value.hash(), value.text()));
    top.before.values().forEach(value -> texts.put(value.hash(), value.text()));
    List<Map.Entry<Long, String>> sorted = new ArrayList<>(texts.entrySet());
    sorted.sort((left, right) -> {
      int byCount = Long.compare(top.count(right.getKey()), top.count(left.getKey()));
      return byCount != 0 ? byCount : left.getValue().compareTo(right.getValue());
    });
    for (Map.Entry<Long, String> each :
        sorted.subList(0, Math.min(options.guard().topSize(), sorted.size()))) {
      writer.gauge(
          options.name("calls_top"),
          "Most frequent values among the spans of the last minutes, and how many had them.",
          ResourceGroups.SHARED,
          instant,
          (double) top.count(each.getKey()),
          "dimension",
          top.name,
          "value",
          each.getValue());
    }
  }

  /// About how many spans of the last minutes had a value, never too few; -1 if the attribute is
  /// not among those that are watched.
  long frequency(String attribute, long hash) {
    for (Top top : tops) {
      if (top.name.equals(attribute)) {
        return top.count(hash);
      }
    }
    return -1;
  }

  /// Most that may be held.
  long maxBytes() {
    long sum = 0;
    for (DistinctCounts each : distinct) {
      sum += each.maxBytes();
    }
    for (Top top : tops) {
      sum += 2 * (top.present.bytes() + top.presentCounts.bytes());
    }
    return sum;
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(windowEnd);
    for (DistinctCounts each : distinct) {
      each.save(out);
    }
    for (Top top : tops) {
      top.present.save(out);
      top.before.save(out);
      top.presentCounts.save(out);
      top.countsBefore.save(out);
    }
  }

  void restore(DataInput in) throws IOException {
    windowEnd = in.readLong();
    for (DistinctCounts each : distinct) {
      each.restore(in);
    }
    for (Top top : tops) {
      top.present.restore(in);
      top.before.restore(in);
      top.presentCounts.restore(in);
      top.countsBefore.restore(in);
    }
  }
}
