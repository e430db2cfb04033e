package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// The most frequent values of a stream, in bounded memory: the space-saving algorithm of Metwally,
/// Agrawal and El Abbadi (2005).
///
/// It keeps so many counters. A value without one takes over the least counter and counts on from
/// there, so a count is too high by at most what that counter had, which is kept as its error. Each
/// value that makes up more than 1/capacity of the stream has a counter.
///
/// Counters form a heap, the least on top; an open-addressing table leads from hashes to them.
final class FrequentValues {
  private static final int MAX_LENGTH = 256;

  private final long[] hashes;
  private final long[] counts;
  private final long[] errors;
  private final String[] texts;

  /// Position in the heap plus 1, by place in the table; 0 if empty.
  private final int[] table;

  private int size;

  FrequentValues(int capacity) {
    hashes = new long[capacity];
    counts = new long[capacity];
    errors = new long[capacity];
    texts = new String[capacity];
    Arrays.fill(texts, "");
    table = new int[Integer.highestOneBit(capacity * 4)];
  }

  /// A value and how often it came, which is `error` less in the worst case.
  record Frequent(String text, long hash, long count, long error) {}

  void add(long hash, Supplier<String> text) {
    int at = place(hash);
    if (table[at] != 0) {
      int position = table[at] - 1;
      counts[position]++;
      sink(position);
    } else if (size < counts.length) {
      set(size, hash, 1, 0, cut(text.get()));
      table[at] = ++size;
      rise(size - 1);
    } else {
      remove(place(hashes[0]));
      set(0, hash, counts[0] + 1, counts[0], cut(text.get()));
      table[place(hash)] = 1;
      sink(0);
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  private void set(int position, long hash, long count, long error, String text) {
    hashes[position] = hash;
    counts[position] = count;
    errors[position] = error;
    texts[position] = text;
  }

  /// Values by falling count.
  List<Frequent> values() {
    List<Frequent> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(new Frequent(texts[i], hashes[i], counts[i], errors[i]));
    }
    values.sort(Comparator.comparingLong(Frequent::count).reversed().thenComparing(Frequent::text));
    return values;
  }

  void clear() {
    size = 0;
    Arrays.fill(table, 0);
  }

  long bytes() {
    return 24L * counts.length + 4L * table.length + (56L + MAX_LENGTH) * counts.length;
  }

  /// Place of a hash in the table, or the free place where it belongs.
  private int place(long hash) {
    int mask = table.length - 1;
    int at = home(hash);
    while (table[at] != 0 && hashes[table[at] - 1] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int home(long hash) {
    return (int) (hash ^ (hash >>> 32)) & (table.length - 1);
  }

  /// Empties a place and moves up what was pushed past it.
  private void remove(int place) {
    int mask = table.length - 1;
    int free = place;
    table[free] = 0;
    for (int at = (free + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
      int home = home(hashes[table[at] - 1]);
      if (((at - home) & mask) >= ((at - free) & mask)) {
        table[free] = table[at];
        table[at] = 0;
        free = at;
      }
    }
  }

  private void sink(int from) {
    int position = from;
    while (2 * position + 1 < size) {
      int child = 2 * position + 1;
      if (child + 1 < size && counts[child + 1] < counts[child]) {
        child++;
      }
      if (counts[position] <= counts[child]) {
        return;
      }
      swap(position, child);
      position = child;
    }
  }

  private void rise(int from) {
    int position = from;
    while (position > 0 && counts[(position - 1) / 2] > counts[position]) {
      swap(position, (position - 1) / 2);
      position = (position - 1) / 2;
    }
  }

  private void swap(int left, int right) {
    int leftPlace = place(hashes[left]);
    int rightPlace = place(hashes[right]);
    long hash = hashes[left];
    long count = counts[left];
    long error = errors[left];
    String text = texts[left];
    set(left, hashes[right], counts[right], errors[right], texts[right]);
    set(right, hash, count, error, text);
    table[leftPlace] = right + 1;
    table[rightPlace] = left + 1;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
      out.writeLong(counts[i]);
      out.writeLong(errors[i]);
      TextPool.write(out, texts[i]);
    }
  }

  void restore(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved < 0 || saved > counts.length) {
      throw new IOException("%d counters where %d may be".formatted(saved, counts.length));
    }
    clear();
    for (int i = 0; i < saved; i++) {
      long hash = in.readLong();
      set(i, hash, in.readLong(), in.readLong(), TextPool.read(in));
      int place = place(hash);
      table[place] = ++size;
    }
  }
}
