package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Attributes;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The resources that have series of their own, as numbers. Number 0 is for all spans where
/// resources are not told apart, else for those of resources that found no room.
///
/// When there is no room, the resource without spans for longest makes some, if that is long
/// enough.
final class ResourceGroups {
  static final int SHARED = 0;

  private static final long IDLE_NANOS = 300_000_000_000L;
  private static final long MAX_BYTES = 16L << 20;

  private final boolean isByResource;
  private final SpanMetricsOptions.Resources options;
  private final Map<List<Entry>, Integer> numbers = new HashMap<>();
  private final List<@Nullable Group> groups = new ArrayList<>();
  private long bytes;

  ResourceGroups(boolean isByResource, SpanMetricsOptions.Resources options) {
    this.isByResource = isByResource;
    this.options = options;
    groups.add(null);
  }

  /// An attribute of a resource; `text` counts for those types that are text, else `number`.
  private record Entry(String key, ValueType type, long number, String text) {}

  private static final class Group {
    private final List<Entry> entries;
    private long seen;

    Group(List<Entry> entries, long seen) {
      this.entries = entries;
      this.seen = seen;
    }

    long bytes() {
      long sum = 200;
      for (Entry entry : entries) {
        sum += 100 + 2L * (entry.key.length() + entry.text.length());
      }
      return sum;
    }
  }

  /// Number of a resource of a batch.
  int of(SpanBatch batch, int resource, long instant) {
    if (!isByResource) {
      return SHARED;
    }
    List<Entry> entries = entries(batch, resource);
    Integer known = numbers.get(entries);
    if (known != null) {
      seen(known, instant);
      return known;
    }
    Group group = new Group(entries, instant);
    if (numbers.size() >= options.maxResources() || bytes + group.bytes() > MAX_BYTES) {
      return SHARED;
    }
    return add(firstFree(), group);
  }

  private void seen(int number, long instant) {
    Group group = groups.get(number);
    if (group != null) {
      group.seen = instant;
    }
  }

  private List<Entry> entries(SpanBatch batch, int resource) {
    Attributes attributes = batch.resources().attributes();
    Strings strings = batch.strings();
    Set<String> wanted = options.keyAttributes();
    Map<String, Entry> sorted = new TreeMap<>();
    for (int at = attributes.start(resource); at < attributes.end(resource); at++) {
      String key = strings.cached(attributes.key(at));
      if (wanted.isEmpty() || wanted.contains(key)) {
        sorted.put(key, entry(key, attributes.type(at), attributes.value(at), strings));
      }
    }
    return List.copyOf(sorted.values());
  }

  private static Entry entry(String key, ValueType type, long value, Strings strings) {
    ValueType kept = type == ValueType.BYTES ? ValueType.STRING : type;
    return type.isText()
        ? new Entry(key, kept, 0, strings.cached((int) value))
        : new Entry(key, kept, value, "");
  }

  private int firstFree() {
    for (int number = 1; number < groups.size(); number++) {
      if (groups.get(number) == null) {
        return number;
      }
    }
    return groups.size();
  }

  private int add(int number, Group group) {
    while (groups.size() <= number) {
      groups.add(null);
    }
    groups.set(number, group);
    numbers.put(group.entries, number);
    bytes += group.bytes();
    return number;
  }

  /// Numbers of the resources that are to go: those not seen since an instant, and, when there is
  /// no room for further ones, those that were idle for long.
  Set<Integer> gone(long now, long expiryNanos) {
    boolean isFull = numbers.size() >= options.maxResources() || bytes > MAX_BYTES / 2;
    long limit = expiryNanos > 0 ? expiryNanos : Long.MAX_VALUE;
    limit = isFull ? Math.min(limit, IDLE_NANOS) : limit;
    Set<Integer> gone = new java.util.HashSet<>();
    for (int number = 1; number < groups.size(); number++) {
      Group group = groups.get(number);
      if (group != null && now - group.seen >= limit) {
        gone.add(number);
      }
    }
    return gone;
  }

  void remove(Set<Integer> gone) {
    for (int number : gone) {
      Group group = groups.set(number, null);
      if (group != null) {
        numbers.remove(group.entries);
        bytes -= group.bytes();
      }
    }
  }

  /// Adds the resource of a number to a batch; returns its row there.
  int add(int number, PointBatch batch) {
    Strings strings = batch.strings();
    Attributes attributes = batch.resources().attributes();
    Group group = groups.get(number);
    int name = Strings.EMPTY;
    if (group == null && isByResource) {
      attributes.add(strings.add(PointWriter.OVERFLOW_KEY), ValueType.BOOL, 1);
    } else if (group != null) {
      for (Entry entry : group.entries) {
        long value = entry.type.isText() ? strings.add(entry.text) : entry.number;
        attributes.add(strings.add(entry.key), entry.type, value);
        if (entry.key.equals("service.name")) {
          name = strings.add(entry.text);
        }
      }
    }
    return batch.resources().endRow(name, 0, 0, 0);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(numbers.size());
    for (int number = 1; number < groups.size(); number++) {
      Group group = groups.get(number);
      if (group != null) {
        out.writeInt(number);
        out.writeLong(group.seen);
        out.writeInt(group.entries.size());
        for (Entry entry : group.entries) {
          TextPool.write(out, entry.key);
          out.writeByte(entry.type.code());
          out.writeLong(entry.number);
          TextPool.write(out, entry.text);
        }
      }
    }
  }

  void restore(DataInput in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      int number = in.readInt();
      long seen = in.readLong();
      List<Entry> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String key = TextPool.read(in);
        ValueType type = ValueType.of(in.readByte());
        entries.add(new Entry(key, type, in.readLong(), TextPool.read(in)));
      }
      add(number, new Group(List.copyOf(entries), seen));
    }
  }
}
