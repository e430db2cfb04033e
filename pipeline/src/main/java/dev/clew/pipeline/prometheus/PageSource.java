package dev.clew.pipeline.prometheus;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.prometheus.Families.Family;
import dev.clew.pipeline.series.AttributeText;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The end of a pipeline for one partition: keeps the last point of each series for the page.
///
/// The partition's thread writes, whoever asks for the page reads; a lock keeps them apart. This
/// lock comes before that of [Families].
final class PageSource implements Stage {
  private static final int NO_RECORDED_VALUE = 1;
  private static final byte DELTA = 1;
  private static final byte CUMULATIVE = 2;
  private static final int STATE_VERSION = 1;

  private final PageOptions options;
  private final PrometheusNames names;
  private final Families families;
  private final Budget budget;
  private final LineLabels labels;
  private final Detail detail = new Detail();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Family, Map<String, List<Stored>>> series = new HashMap<>();
  private long now = Long.MIN_VALUE;
  private long nextSweep = Long.MIN_VALUE;
  private long dropped;

  private int lastRow = -1;
  private @Nullable Family lastFamily;

  PageSource(PageOptions options, Families families, Budget budget) {
    this.options = options;
    this.families = families;
    this.budget = budget;
    names = new PrometheusNames(options.namespace(), options.translation());
    labels = new LineLabels(options, names);
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!(batch instanceof PointBatch points)) {
      throw new IllegalArgumentException("prometheus takes metrics, not " + batch.signal());
    }
    if (arrival.isRecall()) {
      return;
    }
    lock.lock();
    try {
      now = Math.max(now, arrival.instantNanos());
      labels.begin(points);
      lastRow = -1;
      long[] resources = new long[points.resources().size()];
      for (int resource = 0; resource < resources.length; resource++) {
        resources[resource] = hash(points, points.resources().attributes(), resource);
        tellOf(points, resource, resources[resource]);
      }
      for (int row = 0; row < points.size(); row++) {
        take(points, row, resources[points.resource(row)]);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellOf(PointBatch batch, int resource, long identity) {
    String line = labels.ofResource(batch, resource);
    if (line != null) {
      Family family = families.claim(names.targetInfo(), FamilyType.INFO, "Target metadata");
      if (family != null) {
        Stored stored = stored(family, line, identity);
        if (stored != null) {
          stored.value = 1;
          stored.timeNanos = now;
          stored.updatedNanos = now;
        }
      }
    }
  }

  private void take(PointBatch batch, int row, long resource) {
    Family family = family(batch, row);
    if (family == null) {
      dropped++;
      return;
    }
    String line = labels.of(batch, row, reserved(family.type()));
    long scope = batch.strings().cached(batch.scopes().name(batch.scope(row))).hashCode();
    long identity = (resource * 31 + scope) * 31 + hash(batch, batch.attributes(), row);
    if ((batch.flags(row) & NO_RECORDED_VALUE) != 0) {
      remove(family, line, identity);
      return;
    }
    detail.read(batch.strings(), batch.detail(row));
    Stored stored = stored(family, line, identity);
    if (stored == null || batch.timeNanos(row) < stored.timeNanos) {
      dropped++;
      return;
    }
    long before = stored.bytes();
    if (!update(stored, batch, row)) {
      dropped++;
      return;
    }
    stored.timeNanos = batch.timeNanos(row);
    stored.updatedNanos = now;
    budget.give(before - stored.bytes());
  }

  /// Takes the point over; false if it contradicts what is stored.
  private boolean update(Stored stored, PointBatch batch, int row) {
    boolean isDelta = batch.temporality(row) == DELTA;
    boolean isFirst = stored.updatedNanos == Long.MIN_VALUE;
    boolean followsOn = batch.startNanos(row) == stored.timeNanos;
    if (isDelta && !isFirst && followsOn) {
      stored.add(batch.value(row), batch.count(row), detail);
      return true;
    }
    boolean isHistogram =
        batch.type(row) == PointType.HISTOGRAM
            || batch.type(row) == PointType.EXPONENTIAL_HISTOGRAM;
    if (isDelta && !isFirst && isHistogram && batch.startNanos(row) < stored.timeNanos) {
      return false;
    }
    stored.replace(batch.value(row), batch.count(row), detail);
    return true;
  }

  private @Nullable Family family(PointBatch batch, int row) {
    if (lastRow >= 0 && isSameMetric(batch, row, lastRow)) {
      return lastFamily;
    }
    lastRow = row;
    FamilyType type = type(batch, row);
    String name = type == null ? "" : name(batch, row, type);
    lastFamily =
        type == null || name.isEmpty()
            ? null
            : families.claim(name, type, batch.strings().get(batch.description(row)));
    return lastFamily;
  }

  private static boolean isSameMetric(PointBatch batch, int left, int right) {
    return batch.metric(left) == batch.metric(right)
        && batch.unit(left) == batch.unit(right)
        && batch.type(left) == batch.type(right)
        && batch.temporality(left) == batch.temporality(right)
        && batch.isMonotonic(left) == batch.isMonotonic(right);
  }

  private static @Nullable FamilyType type(PointBatch batch, int row) {
    byte temporality = batch.temporality(row);
    boolean isTemporal = temporality == DELTA || temporality == CUMULATIVE;
    return switch (batch.type(row)) {
      case GAUGE -> FamilyType.GAUGE;
      case SUMMARY -> FamilyType.SUMMARY;
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> isTemporal ? FamilyType.HISTOGRAM : null;
      case SUM -> {
        if (batch.isMonotonic(row)) {
          yield isTemporal ? FamilyType.COUNTER : null;
        }
        yield temporality == CUMULATIVE ? FamilyType.GAUGE : null;
      }
    };
  }

  private String name(PointBatch batch, int row, FamilyType type) {
    PrometheusNames.Kind kind =
        switch (type) {
          case COUNTER -> PrometheusNames.Kind.COUNTER;
          case GAUGE ->
              batch.type(row) == PointType.GAUGE
                  ? PrometheusNames.Kind.GAUGE
                  : PrometheusNames.Kind.OTHER;
          case INFO, HISTOGRAM, SUMMARY -> PrometheusNames.Kind.OTHER;
        };
    return names.metric(
        batch.strings().get(batch.metric(row)), batch.strings().get(batch.unit(row)), kind);
  }

  private static String reserved(FamilyType type) {
    return switch (type) {
      case HISTOGRAM -> "le";
      case SUMMARY -> "quantile";
      case COUNTER, GAUGE, INFO -> "";
    };
  }

  /// A hash of attributes, whatever their order.
  private static long hash(PointBatch batch, Attributes attributes, int owner) {
    long sum = 0;
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      long key = batch.strings().cached(attributes.key(entry)).hashCode();
      long value = AttributeText.of(batch.strings(), attributes, entry).hashCode();
      long mixed = (key * 31 + attributes.typeCode(entry)) * 0x9E37_79B9_7F4A_7C15L + value;
      mixed = (mixed ^ (mixed >>> 32)) * 0xBF58_476D_1CE4_E5B9L;
      sum += mixed ^ (mixed >>> 29);
    }
    return sum;
  }

  private @Nullable Stored stored(Family family, String line, long identity) {
    Map<String, List<Stored>> lines = series.computeIfAbsent(family, _ -> new HashMap<>());
    List<Stored> equal = lines.getOrDefault(line, List.of());
    for (Stored each : equal) {
      if (each.identity == identity) {
        return each;
      }
    }
    Stored stored = new Stored(identity);
    stored.timeNanos = Long.MIN_VALUE;
    stored.updatedNanos = Long.MIN_VALUE;
    if (!budget.take(stored.bytes() + (equal.isEmpty() ? bytes(line) : 16))) {
      return null;
    }
    if (equal.isEmpty()) {
      lines.put(line, List.of(stored));
    } else {
      List<Stored> more = new ArrayList<>(equal);
      more.add(stored);
      lines.put(line, more);
    }
    return stored;
  }

  private static long bytes(String line) {
    return 140L + line.length();
  }

  private void remove(Family family, String line, long identity) {
    Map<String, List<Stored>> lines = series.get(family);
    List<Stored> equal = lines == null ? null : lines.get(line);
    if (lines == null || equal == null) {
      return;
    }
    List<Stored> kept = equal.stream().filter(each -> each.identity != identity).toList();
    forget(line, equal, kept);
    if (kept.isEmpty()) {
      lines.remove(line);
    } else {
      lines.put(line, kept);
    }
  }

  private void forget(String line, List<Stored> before, List<Stored> after) {
    long bytes = after.isEmpty() ? bytes(line) : 16L * (before.size() - after.size());
    for (Stored each : before) {
      bytes += after.contains(each) ? 0 : each.bytes();
    }
    budget.give(bytes);
  }

  @Override
  public void advance(long instantNanos) {
    if (instantNanos < nextSweep) {
      return;
    }
    lock.lock();
    try {
      now = Math.max(now, instantNanos);
      nextSweep = instantNanos + Math.max(1, options.expiryNanos() / 20);
      sweep();
    } finally {
      lock.unlock();
    }
  }

  private void sweep() {
    for (Map<String, List<Stored>> lines : series.values()) {
      Iterator<Map.Entry<String, List<Stored>>> each = lines.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<String, List<Stored>> entry = each.next();
        List<Stored> kept = entry.getValue().stream().filter(this::isFresh).toList();
        if (kept.size() < entry.getValue().size()) {
          forget(entry.getKey(), entry.getValue(), kept);
          if (kept.isEmpty()) {
            each.remove();
          } else {
            entry.setValue(kept);
          }
        }
      }
    }
    series.values().removeIf(Map::isEmpty);
  }

  private boolean isFresh(Stored stored) {
    return stored.updatedNanos != Long.MIN_VALUE
        && now - stored.updatedNanos < options.expiryNanos();
  }

  ReentrantLock lock() {
    return lock;
  }

  /// Families that have series; with the lock held.
  Set<Family> families() {
    return series.keySet();
  }

  /// Adds all series to what the page is made of.
  void addTo(Map<String, MergedFamily> page) {
    lock.lock();
    try {
      for (Map.Entry<Family, Map<String, List<Stored>>> entry : series.entrySet()) {
        Family family = entry.getKey();
        MergedFamily merged = page.computeIfAbsent(family.name(), _ -> new MergedFamily(family));
        for (Map.Entry<String, List<Stored>> line : entry.getValue().entrySet()) {
          for (Stored stored : line.getValue()) {
            if (isFresh(stored)) {
              merged.add(line.getKey(), stored);
            }
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Points that could not be taken.
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    lock.lock();
    try {
      out.writeByte(STATE_VERSION);
      out.writeLong(now);
      out.writeInt(series.size());
      for (Map.Entry<Family, Map<String, List<Stored>>> entry : series.entrySet()) {
        TextPool.write(out, entry.getKey().name());
        out.writeByte(entry.getKey().type().ordinal());
        TextPool.write(out, entry.getKey().help());
        out.writeInt(entry.getValue().size());
        for (Map.Entry<String, List<Stored>> line : entry.getValue().entrySet()) {
          TextPool.write(out, line.getKey());
          out.writeInt(line.getValue().size());
          for (Stored stored : line.getValue()) {
            stored.save(out);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    lock.lock();
    try {
      int version = in.readByte();
      if (version != STATE_VERSION) {
        throw new IOException("state of a page in version %d".formatted(version));
      }
      now = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        restoreFamily(in);
      }
    } finally {
      lock.unlock();
    }
  }

  private void restoreFamily(DataInput in) throws IOException {
    String name = TextPool.read(in);
    FamilyType type = FamilyType.values()[in.readByte()];
    Family family = families.claim(name, type, TextPool.read(in));
    Map<String, List<Stored>> lines = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String line = TextPool.read(in);
      List<Stored> equal = new ArrayList<>();
      long bytes = bytes(line);
      for (int more = in.readInt(); more > 0; more--) {
        Stored stored = Stored.restored(in);
        bytes += stored.bytes() + 16;
        equal.add(stored);
      }
      if (family != null && budget.take(bytes - 16)) {
        lines.put(line, equal);
      }
    }
    if (family != null) {
      series.put(family, lines);
    }
  }
}
