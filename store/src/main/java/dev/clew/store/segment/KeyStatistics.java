package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Field.Scope;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What attributes the rows of a segment have: for each scope and key how often each type occurs,
/// and the most frequent values. Fed chunk by chunk while a segment is written.
///
/// Bounded: keys beyond [#MAX_KEYS] are not told apart ([#isComplete] is then false), and for each
/// key at most [#MAX_VALUES] values are kept.
public final class KeyStatistics {
  static final int MAX_KEYS = 4_096;
  public static final int MAX_VALUES = 64;

  /// An attribute key in its scope.
  public record Key(Scope scope, String name) {}

  /// A value as text and how many rows have it.
  public record Value(ValueType type, String text, long count) {}

  private final Map<Key, long[]> countsByType = new HashMap<>();
  private final Map<Key, Map<String, Long>> texts = new HashMap<>();
  private long[] pairs = new long[1024];
  private int pairCount;
  private boolean isComplete = true;

  /// Whether every key of the rows is known.
  boolean isComplete() {
    return isComplete;
  }

  Map<Key, long[]> countsByType() {
    return countsByType;
  }

  /// Hashes of all distinct (key, value) pairs, each at least once.
  long[] pairs() {
    return Arrays.copyOf(pairs, pairCount);
  }

  /// The most frequent values of a key, most frequent first.
  List<Value> topValues(Key key) {
    return texts.getOrDefault(key, Map.of()).entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_VALUES)
        .map(entry ->
            new Value(
                ValueType.of((byte) (entry.getKey().charAt(0) - '0')),
                entry.getKey().substring(1),
                entry.getValue()))
        .toList();
  }

  /// Counts the attributes of spans, their events, links, resources and scopes.
  void addAll(SpanBatch chunk) {
    Strings strings = chunk.strings();
    add(Scope.SPAN, chunk.attributes(), 0, chunk.size(), strings);
    add(Scope.EVENT, chunk.events().attributes(), 0, chunk.events().size(), strings);
    add(Scope.LINK, chunk.links().attributes(), 0, chunk.links().size(), strings);
    addOrigins(chunk);
  }

  /// Counts the attributes of the resources and scopes of a batch.
  void addOrigins(Batch batch) {
    add(
        Scope.RESOURCE,
        batch.resources().attributes(),
        0,
        batch.resources().size(),
        batch.strings());
    add(
        Scope.INSTRUMENTATION,
        batch.scopes().attributes(),
        0,
        batch.scopes().size(),
        batch.strings());
  }

  /// Counts the attributes of owners `from` (in) to `to` (out).
  void add(Scope scope, Attributes attributes, int from, int to, Strings strings) {
    if (from == to) {
      return;
    }
    PairCounts counts = new PairCounts(attributes.end(to - 1) - attributes.start(from));
    for (int entry = attributes.start(from); entry < attributes.end(to - 1); entry++) {
      counts.add(attributes.key(entry), attributes.type(entry), attributes.value(entry));
    }
    Map<Integer, long[]> hashes = new HashMap<>();
    counts.forEach((key, type, value, count) -> {
      Key named = new Key(scope, strings.get(key));
      long[] byType = countsOf(named);
      if (byType.length == 0) {
        return;
      }
      byType[type.ordinal()] += count;
      long keyHash =
          hashes.computeIfAbsent(key, _ -> new long[] {ValueFilter.hash(named.name())})[0];
      addPair(named, keyHash, type, value, count, strings);
    });
  }

  /// Lets the filter tell whether some record belongs to a trace.
  void addTraceId(TraceId id) {
    addHash(ValueFilter.trace(id));
  }

  private long[] countsOf(Key key) {
    long[] counts = countsByType.get(key);
    if (counts == null) {
      if (countsByType.size() >= MAX_KEYS) {
        isComplete = false;
        return new long[0];
      }
      counts = new long[ValueType.values().length];
      countsByType.put(key, counts);
    }
    return counts;
  }

  private void addPair(
      Key key, long keyHash, ValueType type, long value, long count, Strings strings) {
    if (type == ValueType.STRING) {
      int id = (int) value;
      addHash(ValueFilter.pair(keyHash, strings.arena(), strings.start(id), strings.length(id)));
      if (strings.length(id) <= 256) {
        addText(key, type, strings.get(id), count);
      }
    } else if (type == ValueType.INT || type == ValueType.BOOL) {
      addText(key, type, type == ValueType.INT ? Long.toString(value) : "" + (value != 0), count);
    } else if (type == ValueType.DOUBLE) {
      addText(key, type, Double.toString(Double.longBitsToDouble(value)), count);
    }
  }

  private void addHash(long pair) {
    if (pairCount == pairs.length) {
      pairs = Arrays.copyOf(pairs, pairCount * 2);
    }
    pairs[pairCount++] = pair;
  }

  private void addText(Key key, ValueType type, String text, long count) {
    Map<String, Long> values = texts.computeIfAbsent(key, _ -> new HashMap<>());
    String typed = (char) ('0' + type.ordinal()) + text;
    if (values.size() < 16 * MAX_VALUES || values.containsKey(typed)) {
      values.merge(typed, count, Long::sum);
    }
  }
}
