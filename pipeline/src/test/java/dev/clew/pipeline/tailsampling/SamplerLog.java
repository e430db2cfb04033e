package dev.clew.pipeline.tailsampling;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A partition of a log in memory, and a sampler that reads it, live or again.
final class SamplerLog implements AutoCloseable {
  static final long START_NANOS = 1_700_000_000_000_000_000L;

  private final TailSamplingOptions options;
  private final SamplingLimits limits;
  private final Path folder;
  private final List<Item> items = new ArrayList<>();
  private final List<Put> puts = new ArrayList<>();
  private final boolean recordsPolicy;
  private TailSampling sampler;
  private int read;
  private int recordsReadBack;
  private boolean isDeaf;

  /// What stands in a log or happens beside it.
  sealed interface Item {
    long millis();

    record Batches(long millis, List<SpanBatch> batches) implements Item {}

    record Wish(long millis, Pin pin) implements Item {}

    /// Time passes; not in the log.
    record Beat(long millis) implements Item {}
  }

  /// A span that was put out.
  record Put(
      long spanId,
      String traceId,
      String policy,
      double weight,
      boolean isPartial,
      long offset,
      long millis,
      String scope) {}

  SamplerLog(TailSamplingOptions options, SamplingLimits limits, Path folder) {
    this(options, limits, folder, false);
  }

  SamplerLog(
      TailSamplingOptions options, SamplingLimits limits, Path folder, boolean recordsPolicy) {
    this.options = options;
    this.limits = limits;
    this.folder = folder;
    this.recordsPolicy = recordsPolicy;
    sampler = newSampler(options);
  }

  private TailSampling newSampler(TailSamplingOptions used) {
    SamplingContext context =
        new SamplingContext(limits, folder, this::record, true, false, recordsPolicy, false);
    return new TailSampling(used, context, this::put);
  }

  private List<SpanBatch> record(long offset) {
    recordsReadBack++;
    return items.get((int) offset) instanceof Item.Batches(_, List<SpanBatch> batches)
        ? batches
        : List.of();
  }

  private void put(Batch batch, Arrival arrival) {
    SpanBatch spans = (SpanBatch) batch;
    for (int row = 0; row < spans.size(); row++) {
      puts.add(
          new Put(
              spans.spanId(row),
              spans.traceId(row).hex(),
              attribute(spans, row, KeptSpans.POLICY),
              Double.parseDouble(attribute(spans, row, KeptSpans.WEIGHT)),
              attribute(spans, row, KeptSpans.PARTIAL).equals("1"),
              arrival.offset(),
              (arrival.instantNanos() - START_NANOS) / 1_000_000,
              scope(spans, row)));
    }
  }

  private static String attribute(SpanBatch spans, int row, String key) {
    Attributes attributes = spans.attributes();
    int entry = attributes.find(row, spans.strings().find(key));
    if (entry < 0) {
      return "";
    }
    long value = attributes.value(entry);
    return switch (attributes.type(entry)) {
      case STRING -> spans.strings().get((int) value);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(value));
      default -> Long.toString(value);
    };
  }

  private static String scope(SpanBatch spans, int row) {
    Attributes attributes = spans.scopes().attributes();
    int scope = spans.scope(row);
    StringBuilder text = new StringBuilder();
    for (int entry = attributes.start(scope); entry < attributes.end(scope); entry++) {
      String value =
          attributes.type(entry) == ValueType.STRING
              ? spans.strings().get((int) attributes.value(entry))
              : Long.toString(attributes.value(entry));
      text.append(spans.strings().get(attributes.key(entry))).append('=').append(value).append(' ');
    }
    return text.toString().trim();
  }

  SamplerLog at(long millis, Spans spans) {
    return add(new Item.Batches(millis, List.of(spans.batch())));
  }

  SamplerLog at(long millis, Pin pin) {
    return add(new Item.Wish(millis, pin));
  }

  SamplerLog beat(long millis) {
    return add(new Item.Beat(millis));
  }

  /// Appends an item and reads it.
  SamplerLog add(Item item) {
    items.add(item);
    readTo(items.size());
    return this;
  }

  /// Ignores beats but the last.
  void ignoreBeats() {
    isDeaf = true;
  }

  /// Reads items up to one.
  void readTo(int end) {
    while (read < end) {
      apply(items.get(read), read, false);
      read++;
    }
  }

  private void apply(Item item, long offset, boolean isRecall) {
    long nanos = START_NANOS + item.millis() * 1_000_000;
    Arrival arrival = new Arrival(offset, nanos, isRecall);
    switch (item) {
      case Item.Batches(_, List<SpanBatch> batches) ->
          batches.forEach(batch -> sampler.accept(batch, arrival));
      case Item.Wish(_, Pin pin) -> sampler.pin(pin, arrival);
      case Item.Beat _ -> {
        if (!isRecall && (!isDeaf || offset == items.size() - 1)) {
          sampler.advance(nanos);
        }
      }
    }
  }

  /// State at an item, and how much was put out until then.
  record Checkpoint(ByteArrayOutputStream state, int read, int puts, long oldestNeeded) {}

  Checkpoint checkpoint() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sampler.save(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Checkpoint(bytes, read, puts.size(), sampler.oldestNeeded());
  }

  /// Starts anew from a checkpoint; what was put out behind it is forgotten.
  void restart(Checkpoint checkpoint) {
    restart(checkpoint, options);
  }

  void restart(Checkpoint checkpoint, TailSamplingOptions changed) {
    sampler.close();
    sampler = newSampler(changed);
    try {
      sampler.restore(
          new DataInputStream(new ByteArrayInputStream(checkpoint.state().toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (long offset = checkpoint.oldestNeeded(); offset < checkpoint.read(); offset++) {
      apply(items.get((int) offset), offset, true);
    }
    read = checkpoint.read();
    puts.subList(checkpoint.puts(), puts.size()).clear();
  }

  SamplerLog restart() {
    restart(checkpoint());
    return this;
  }

  TailSampling sampler() {
    return sampler;
  }

  List<Item> items() {
    return items;
  }

  List<Put> puts() {
    return puts;
  }

  int recordsReadBack() {
    return recordsReadBack;
  }

  /// Ids of the spans that were put out, in order.
  List<Long> spanIds() {
    return puts.stream().map(Put::spanId).toList();
  }

  /// All counters that depend on the log only.
  TreeMap<String, Long> counts() {
    return sampler.counts().stream()
        .filter(count -> !count.name().contains("memory") && !count.name().contains("read_back"))
        .collect(
            Collectors.toMap(
                count -> count.name() + new TreeMap<>(count.labels()),
                SamplingCount::value,
                Long::sum,
                TreeMap::new));
  }

  long count(String name) {
    return sampler.counts().stream()
        .filter(count -> count.name().equals(name))
        .mapToLong(SamplingCount::value)
        .sum();
  }

  @Override
  public void close() {
    sampler.close();
  }
}
