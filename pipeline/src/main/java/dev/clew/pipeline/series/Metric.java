package dev.clew.pipeline.series;

import dev.clew.model.Strings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One metric: its series, within their budget, and their values.
///
/// What finds no room is counted in one series of its group, which has no labels of its own;
/// nothing is counted twice. Each series begins with a point of 0 at its birth, told by [#births],
/// so that the first items count in rates too.
public final class Metric {
  private final MetricShape shape;
  private final TextPool pool;
  private final int[] columns;
  private final int[] key;
  private final SeriesTable table;
  private final Values values;
  private final Exemplars exemplars;
  private final long seriesBytes;
  private final GroupCounts groups = new GroupCounts();
  private long held;
  private int ordinary;
  private int told;
  private long overflowed;

  public Metric(MetricShape shape, TextPool pool) {
    this.shape = shape;
    this.pool = pool;
    columns = shape.columns().stream().mapToInt(Integer::intValue).toArray();
    key = new int[columns.length + 1];
    table = new SeriesTable(columns.length);
    values =
        switch (shape.measure()) {
          case Measure.Count _ -> new CounterValues();
          case Measure.Explicit explicit -> new ExplicitValues(explicit);
          case Measure.Exponential exponential -> new ExponentialValues(exponential);
        };
    exemplars = new Exemplars(shape.maxExemplars());
    seriesBytes = table.bytesOfSeries() + values.bytesOfSeries() + exemplars.bytesOfSeries();
  }

  public MetricShape shape() {
    return shape;
  }

  /// Series that exist, those for what found no room included.
  public int size() {
    return table.size();
  }

  /// Memory that is held, without the texts.
  public long bytes() {
    return table.bytes() + values.bytes() + exemplars.bytes();
  }

  /// Counts one item.
  ///
  /// @param group of the item, such as its resource; not negative
  public void count(DimensionRow row, int group, Observation observation) {
    int slot = slot(row, group, observation.instantNanos());
    table.seen(slot, observation.instantNanos());
    values.record(slot, observation.durationNanos());
    exemplars.offer(slot, observation);
  }

  private int slot(DimensionRow row, int group, long instant) {
    boolean isNew = false;
    key[0] = group;
    for (int i = 0; i < columns.length; i++) {
      int reference = row.reference(columns[i]);
      isNew |= reference < 0;
      key[i + 1] = reference;
    }
    int slot = isNew ? -1 : table.find(key);
    return slot >= 0 ? slot : admitted(row, group, instant);
  }

  private int admitted(DimensionRow row, int group, long instant) {
    long bytes = seriesBytes;
    for (int column : columns) {
      bytes += 2L * row.length(column);
    }
    if (!hasRoom(group, bytes)) {
      overflowed++;
      return overflowSlot(group, instant);
    }
    for (int i = 0; i < columns.length; i++) {
      key[i + 1] = row.keep(columns[i]);
    }
    admit(group, bytes);
    return add(instant);
  }

  private boolean hasRoom(int group, long bytes) {
    SeriesBudget budget = shape.budget();
    return ordinary < budget.maxSeries() - 1
        && held + bytes <= budget.maxBytes()
        && (budget.maxSeriesOfGroup() == 0 || groups.get(group) < budget.maxSeriesOfGroup() - 1);
  }

  private void admit(int group, long bytes) {
    ordinary++;
    held += bytes;
    groups.add(group, 1);
  }

  private int overflowSlot(int group, long instant) {
    Arrays.fill(key, SeriesTable.OVERFLOW);
    key[0] = group;
    int slot = table.find(key);
    return slot >= 0 ? slot : add(instant);
  }

  private int add(long instant) {
    int slot = table.add(key, instant, instant, instant);
    reserve();
    return slot;
  }

  private void reserve() {
    if (table.size() == table.capacity()) {
      values.reserve(2 * table.capacity());
      exemplars.reserve(2 * table.capacity());
    }
  }

  /// Whether [#births] has something to write.
  public boolean hasBirths() {
    return told < table.size() && !shape.isDelta();
  }

  /// Writes the points of 0 of all series that were born since the last call.
  public void births(PointWriter writer) {
    if (!shape.isDelta()) {
      for (int slot = told; slot < table.size(); slot++) {
        write(slot, table.birth(slot), true, writer);
      }
    }
    told = table.size();
  }

  /// Writes the points of all series, or of those that counted something if points are deltas.
  ///
  /// @param instant time of the points
  public void flush(long instant, PointWriter writer) {
    for (int slot = 0; slot < table.size(); slot++) {
      if (!shape.isDelta()) {
        write(slot, instant, false, writer);
      } else if (!values.isZero(slot)) {
        write(slot, instant, false, writer);
        values.clear(slot);
        table.start(slot, instant);
      }
      exemplars.clear(slot);
    }
  }

  private void write(int slot, long instant, boolean isBirth, PointWriter writer) {
    writer.begin(shape, table.group(slot), table.start(slot), instant);
    values.write(slot, isBirth, writer.batch(), writer.detail());
    if (!isBirth) {
      exemplars.write(slot, unit(), writer.detail());
    }
    labels(slot, writer);
    writer.end();
  }

  private void labels(int slot, PointWriter writer) {
    if (table.isOverflow(slot)) {
      writer.overflow();
      return;
    }
    for (int label = 0; label < columns.length; label++) {
      int reference = table.value(slot, label);
      if (reference != TextPool.ABSENT) {
        writer.label(shape.labels().get(label), reference);
      }
    }
  }

  private Measure.@Nullable TimeUnit unit() {
    return switch (shape.measure()) {
      case Measure.Count _ -> null;
      case Measure.Explicit explicit -> explicit.unit();
      case Measure.Exponential exponential -> exponential.unit();
    };
  }

  /// Removes series that were last seen before an instant or whose group is to go, after telling
  /// the writer that they have no value any more. Whether there were any: then texts may be free.
  public boolean expire(long seenBefore, IntPredicate isGroupGone, long now, PointWriter writer) {
    int kept = 0;
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.seen(slot) < seenBefore || isGroupGone.test(table.group(slot))) {
        if (!shape.isDelta()) {
          writer.begin(shape, table.group(slot), table.start(slot), now);
          values.write(slot, true, writer.batch(), writer.detail());
          labels(slot, writer);
          writer.endWithoutValue();
        }
        forget(slot);
      } else {
        if (kept < slot) {
          table.move(slot, kept);
          values.move(slot, kept);
          exemplars.move(slot, kept);
        }
        kept++;
      }
    }
    boolean isAny = kept < table.size();
    if (isAny) {
      for (int slot = kept; slot < table.size(); slot++) {
        values.clear(slot);
        exemplars.clear(slot);
      }
      cut(kept);
    }
    return isAny;
  }

  private void forget(int slot) {
    if (!table.isOverflow(slot)) {
      ordinary--;
      held -= bytesOf(slot);
      groups.add(table.group(slot), -1);
    }
    overflowed = 0;
  }

  private long bytesOf(int slot) {
    long bytes = seriesBytes;
    for (int label = 0; label < columns.length; label++) {
      bytes += 2L * pool.length(table.value(slot, label));
    }
    return bytes;
  }

  private void cut(int size) {
    int before = table.capacity();
    table.cut(size);
    if (table.capacity() != before) {
      values.reserve(table.capacity());
      exemplars.reserve(table.capacity());
    }
    told = size;
  }

  /// Moves the texts of all series into the pool, which was emptied.
  ///
  /// @param old what [TextPool#beginRebuild] returned
  public void moveTexts(Strings old) {
    for (int slot = 0; slot < table.size(); slot++) {
      for (int label = 0; label < columns.length; label++) {
        table.value(slot, label, pool.move(old, table.value(slot, label)));
      }
    }
    table.cut(table.size());
  }

  /// What found no room since series were last removed; null if all did.
  public @Nullable Overflow overflow() {
    if (overflowed == 0) {
      return null;
    }
    int most = 0;
    int guilty = 0;
    for (int label = 0; label < columns.length; label++) {
      BitSet distinct = new BitSet(pool.end());
      for (int slot = 0; slot < table.size(); slot++) {
        if (!table.isOverflow(slot)) {
          distinct.set(table.value(slot, label));
        }
      }
      if (distinct.cardinality() > most) {
        most = distinct.cardinality();
        guilty = label;
      }
    }
    return new Overflow(shape.name(), shape.labels().get(guilty), most, table.size(), overflowed);
  }

  /// Items that found no room since series were last removed.
  public long overflowed() {
    return overflowed;
  }

  /// Writes all series; their texts are the pool's to write.
  public void save(DataOutput out) throws IOException {
    out.writeInt(table.size());
    out.writeInt(told);
    out.writeLong(overflowed);
    for (int slot = 0; slot < table.size(); slot++) {
      out.writeInt(table.group(slot));
      out.writeLong(table.birth(slot));
      out.writeLong(table.start(slot));
      out.writeLong(table.seen(slot));
      for (int label = 0; label < columns.length; label++) {
        out.writeInt(table.value(slot, label));
      }
      values.save(slot, out);
      exemplars.save(slot, out);
    }
  }

  /// Reads what [#save] wrote, into a metric without series.
  ///
  /// @param references of the pool as it was saved, as [TextPool#restore] returns them
  public void restore(DataInput in, int[] references) throws IOException {
    int size = in.readInt();
    int earlierTold = in.readInt();
    overflowed = in.readLong();
    for (int i = 0; i < size; i++) {
      key[0] = in.readInt();
      long birth = in.readLong();
      long start = in.readLong();
      long seen = in.readLong();
      for (int label = 0; label < columns.length; label++) {
        key[label + 1] = reference(in.readInt(), references);
      }
      int slot = table.add(key, birth, start, seen);
      reserve();
      values.restore(slot, in);
      exemplars.restore(slot, in);
      if (!table.isOverflow(slot)) {
        admit(key[0], bytesOf(slot));
      }
    }
    told = earlierTold;
  }

  private static int reference(int saved, int[] references) throws IOException {
    if (saved >= references.length || saved < SeriesTable.OVERFLOW) {
      throw new IOException("text %d of %d".formatted(saved, references.length - 1));
    }
    return saved <= TextPool.ABSENT ? saved : references[saved];
  }
}
