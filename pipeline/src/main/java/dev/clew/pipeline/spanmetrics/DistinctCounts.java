package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/// How many different values an attribute had in the present window and the one before, for each
/// group of others: a HyperLogLog sketch each, off by about 2.3 % (one standard deviation).
final class DistinctCounts {
  /// Sketches of 2^11 registers of 4 bits.
  private static final int LOG_REGISTERS = 11;

  /// Groups with longer labels share the sketch of those that found no room.
  private static final int MAX_LABEL_BYTES = 1024;

  private static final long OVERFLOW = 0;

  private final Guard.Distinct options;
  private final int column;
  private final int[] by;
  private final long seed;
  private final Map<Long, Group> groups = new LinkedHashMap<>();

  /// The group that was counted last, which the next span often has too.
  private long lastHash;

  private @Nullable Group last;

  DistinctCounts(Guard.Distinct options, int column, int[] by, long seed) {
    this.options = options;
    this.column = column;
    this.by = by;
    this.seed = seed;
  }

  private static final class Group {
    private final List<String> labels;
    private HllSketch present = new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4);
    private @Nullable HllSketch before;

    Group(List<String> labels) {
      this.labels = labels;
    }
  }

  void add(DimensionRow row) {
    if (row.isAbsent(column)) {
      return;
    }
    long hash = 1;
    for (int each : by) {
      hash = (hash ^ row.hash(each, seed)) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 32;
    }
    hash = hash == OVERFLOW ? 1 : hash;
    Group group = last;
    if (group == null || hash != lastHash) {
      group = group(hash, row);
      last = group;
      lastHash = hash;
    }
    group.present.update(row.hash(column, seed));
  }

  private Group group(long hash, DimensionRow row) {
    Group group = groups.get(hash);
    if (group == null) {
      int bytes = 0;
      for (int each : by) {
        bytes += row.length(each);
      }
      if (groups.size() < options.maxGroups() && bytes <= MAX_LABEL_BYTES) {
        List<String> labels = new ArrayList<>();
        for (int each : by) {
          labels.add(row.text(each));
        }
        group = new Group(labels);
        groups.put(hash, group);
      } else {
        group = groups.computeIfAbsent(OVERFLOW, _ -> new Group(List.of()));
      }
    }
    return group;
  }

  /// Begins a window; what was counted in the one before the last is forgotten.
  void turn() {
    last = null;
    groups.values().removeIf(group -> group.present.isEmpty());
    for (Group group : groups.values()) {
      group.before = group.present;
      group.present = new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4);
    }
  }

  void write(String metric, String description, long instant, PointWriter writer) {
    for (Map.Entry<Long, Group> entry : groups.entrySet()) {
      Group group = entry.getValue();
      List<String> labels = new ArrayList<>(List.of("dimension", options.of()));
      if (entry.getKey() == OVERFLOW) {
        labels.addAll(List.of(PointWriter.OVERFLOW_KEY, "true"));
      }
      for (int i = 0; i < group.labels.size(); i++) {
        if (!group.labels.get(i).isEmpty()) {
          labels.addAll(List.of(options.by().get(i), group.labels.get(i)));
        }
      }
      HllSketch sketch = united(group);
      String text = Base64.getEncoder().encodeToString(sketch.toCompactByteArray());
      writer.sketch(
          metric,
          description,
          ResourceGroups.SHARED,
          instant,
          Math.rint(sketch.getEstimate()),
          text,
          labels.toArray(String[]::new));
    }
  }

  private static HllSketch united(Group group) {
    if (group.before == null) {
      return group.present;
    }
    HllUnion union = new HllUnion(LOG_REGISTERS);
    union.update(group.before);
    union.update(group.present);
    return union.getResult(TgtHllType.HLL_4);
  }

  int groups() {
    return groups.size();
  }

  /// Most that may be held.
  long maxBytes() {
    return (options.maxGroups() + 1L) * (2 * 1200 + MAX_LABEL_BYTES * 2 + 200);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(groups.size());
    for (Map.Entry<Long, Group> entry : groups.entrySet()) {
      Group group = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeInt(group.labels.size());
      for (String label : group.labels) {
        TextPool.write(out, label);
      }
      // Not the compact form: read back, that is a sketch of another inner order.
      write(out, group.present.toUpdatableByteArray());
      write(out, group.before == null ? new byte[0] : group.before.toUpdatableByteArray());
    }
  }

  private static void write(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  void restore(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      long hash = in.readLong();
      List<String> labels = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        labels.add(TextPool.read(in));
      }
      Group group = new Group(labels);
      group.present = HllSketch.heapify(read(in));
      byte[] before = read(in);
      group.before = before.length == 0 ? null : HllSketch.heapify(before);
      groups.put(hash, group);
    }
  }

  private static byte[] read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
