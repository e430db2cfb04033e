package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// State by key, of which there is never more than a budget, whatever keys an attacker invents.
///
/// New keys enter a small waiting list in order of use. What falls off its end takes the place of
/// the least recently used resident only if it is worth more, or as much and was asked for more
/// often; how often is remembered by a [FrequencySketch] also for keys that were dropped. So a
/// flood of names that come once each passes through the waiting list and leaves the residents
/// alone, while a slow attack on one account comes back often enough to stay (the idea is TinyLFU,
/// Einziger and others 2017).
public final class BoundedTable<V extends BoundedTable.Value> implements State {
  /// A row of the table.
  public interface Value extends State {
    /// How dearly the row is kept; 0 for one that a stranger made.
    int worth();
  }

  private final int maxWaiting;
  private final int maxResidents;
  private final Supplier<V> factory;
  private final LinkedHashMap<Long, V> waiting = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Long, V> residents = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable FrequencySketch frequency;
  private long evictions;

  /// @param capacity rows at most
  public BoundedTable(int capacity, Supplier<V> factory) {
    if (capacity < 4) {
      throw new IllegalArgumentException("capacity %d is under 4".formatted(capacity));
    }
    maxWaiting = Math.max(1, capacity / 4);
    maxResidents = capacity - maxWaiting;
    this.factory = factory;
  }

  public int size() {
    return waiting.size() + residents.size();
  }

  /// Rows that were dropped for lack of room.
  public long evictions() {
    return evictions;
  }

  /// The row of a key, which moves up as used; null if there is none.
  public @Nullable V peek(long key) {
    V row = residents.get(key);
    if (row == null) {
      row = waiting.get(key);
    }
    return row;
  }

  /// The row of a key, made if there is none.
  public V row(long key) {
    if (frequency != null) {
      frequency.add(key);
    }
    V row = residents.get(key);
    if (row != null) {
      return row;
    }
    row = waiting.get(key);
    if (row == null) {
      row = factory.get();
      waiting.put(key, row);
      if (waiting.size() > maxWaiting) {
        admit();
      }
    }
    return row;
  }

  private void admit() {
    Map.Entry<Long, V> candidate = eldest(waiting);
    waiting.remove(candidate.getKey());
    if (residents.size() < maxResidents) {
      residents.put(candidate.getKey(), candidate.getValue());
      return;
    }
    evictions++;
    FrequencySketch counts = frequency;
    if (counts == null) {
      counts = new FrequencySketch(maxResidents);
      frequency = counts;
    }
    Map.Entry<Long, V> victim = eldest(residents);
    int gain = Integer.compare(candidate.getValue().worth(), victim.getValue().worth());
    boolean isAskedMore = counts.count(candidate.getKey()) > counts.count(victim.getKey());
    if (gain > 0 || (gain == 0 && isAskedMore)) {
      residents.remove(victim.getKey());
      residents.put(candidate.getKey(), candidate.getValue());
    } else if (gain < 0) {
      residents.get(victim.getKey());
    }
  }

  private static <V> Map.Entry<Long, V> eldest(LinkedHashMap<Long, V> map) {
    Iterator<Map.Entry<Long, V>> entries = map.entrySet().iterator();
    return Map.Entry.copyOf(entries.next());
  }

  /// Drops the row of a key.
  public void remove(long key) {
    residents.remove(key);
    waiting.remove(key);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(evictions);
    save(out, residents);
    save(out, waiting);
    out.writeBoolean(frequency != null);
    if (frequency != null) {
      frequency.save(out);
    }
  }

  private void save(DataOutput out, Map<Long, V> rows) throws IOException {
    out.writeInt(rows.size());
    for (Map.Entry<Long, V> row : rows.entrySet()) {
      out.writeLong(row.getKey());
      row.getValue().save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    evictions = in.readLong();
    restore(in, residents);
    restore(in, waiting);
    if (in.readBoolean()) {
      FrequencySketch saved = new FrequencySketch(maxResidents);
      saved.restore(in);
      frequency = saved;
    }
  }

  private void restore(DataInput in, Map<Long, V> rows) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long key = in.readLong();
      V row = factory.get();
      row.restore(in);
      rows.put(key, row);
    }
  }
}
