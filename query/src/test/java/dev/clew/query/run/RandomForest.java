package dev.clew.query.run;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random traces of awkward shape: several roots or none, orphans, cycles, span ids that stand
/// twice or three times; with few distinct values of all types, so that comparisons often hold.
final class RandomForest {
  static final List<String> NAMES = List.of("login", "verify", "query", "");
  static final List<String> TEXTS = List.of("x", "y", "xy", "");
  static final List<String> ARRAYS = List.of("[]", "[\"x\"]", "[1,\"y\"]", "[1.5,true,2]");
  private static final int IDS = 40;
  private static final long BASE_NANOS = 1_700_000_000_000_000_000L;

  private final RandomGenerator random;

  RandomForest(RandomGenerator random) {
    this.random = random;
  }

  /// A batch of so many traces.
  SpanBatch traces(int count) {
    SpanBatch batch = new SpanBatch();
    for (int trace = 1; trace <= count; trace++) {
      addTrace(batch, new TraceId(random.nextInt(3), trace), 1 + random.nextInt(12));
    }
    return batch;
  }

  /// A batch of one trace of so many spans, no two of one id and kind.
  SpanBatch trace(int spans) {
    SpanBatch batch = new SpanBatch();
    addTrace(batch, new TraceId(1, 1), spans);
    return batch;
  }

  private void addTrace(SpanBatch batch, TraceId id, int spans) {
    boolean isTidy = random.nextBoolean();
    int first = batch.size();
    long start = BASE_NANOS + random.nextInt(20) * 1_000_000_000L;
    for (int i = 0; i < spans; i++) {
      int row = batch.size();
      long spanId = isTidy ? i + 1 : 1 + random.nextInt(IDS);
      SpanKind kind = SpanKind.of(random.nextInt(6));
      if (stands(batch, first, spanId, kind)) {
        continue;
      }
      batch.traceIdHigh(row, id.high());
      batch.traceIdLow(row, id.low());
      batch.spanId(row, spanId);
      batch.kind(row, kind);
      batch.parentSpanId(row, parent(batch, first, isTidy));
      batch.startNanos(row, start + random.nextInt(4) * 500_000_000L);
      batch.endNanos(row, batch.startNanos(row) + random.nextInt(-1, 4) * 400_000_000L);
      batch.name(row, text(batch, pick(NAMES)));
      batch.status(row, SpanStatus.of(random.nextInt(3)));
      batch.statusMessage(row, text(batch, pick(TEXTS)));
      addOrigins(batch, row);
      addAttributes(batch, batch.attributes(), "a", "b");
      addEvents(batch, row);
      addLinks(batch);
      batch.endRow();
    }
  }

  private static boolean stands(SpanBatch batch, int first, long spanId, SpanKind kind) {
    for (int row = first; row < batch.size(); row++) {
      if (batch.spanId(row) == spanId && batch.kind(row) == kind) {
        return true;
      }
    }
    return false;
  }

  private long parent(SpanBatch batch, int first, boolean isTidy) {
    if (random.nextInt(8) == 0) {
      return 0;
    }
    return !isTidy && random.nextInt(3) == 0
        ? 1 + random.nextInt(IDS)
        : batch.size() == first ? 0 : batch.spanId(random.nextInt(first, batch.size()));
  }

  private void addOrigins(SpanBatch batch, int row) {
    int service = text(batch, pick(TEXTS));
    if (service != 0) {
      int key = text(batch, "service.name");
      batch.resources().attributes().add(key, ValueType.STRING, service);
    }
    addAttributes(batch, batch.resources().attributes(), "a", "r");
    batch.resource(row, batch.resources().endRow(service, 0, 0, 0));
    addAttributes(batch, batch.scopes().attributes(), "i", "a");
    int name = text(batch, pick(TEXTS));
    batch.scope(row, batch.scopes().endRow(name, text(batch, "1.0"), 0, 0));
  }

  private void addEvents(SpanBatch batch, int row) {
    for (int i = random.nextInt(5) - 2; i > 0; i--) {
      addAttributes(batch, batch.events().attributes(), "e", "a");
      long nanos = batch.startNanos(row) + random.nextInt(3);
      batch.events().add(nanos, text(batch, pick(TEXTS)), 0);
    }
  }

  private void addLinks(SpanBatch batch) {
    for (int i = random.nextInt(5) - 2; i > 0; i--) {
      addAttributes(batch, batch.links().attributes(), "l", "a");
      batch.links().add(new TraceId(0, 1 + random.nextInt(3)), 1 + random.nextInt(3), 0, 0, 0);
    }
  }

  private void addAttributes(SpanBatch batch, Attributes attributes, String... keys) {
    for (String key : keys) {
      if (random.nextInt(3) > 0) {
        add(batch, attributes, text(batch, key));
      }
    }
  }

  private void add(SpanBatch batch, Attributes attributes, int key) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> attributes.add(key, ValueType.STRING, text(batch, pick(TEXTS)));
      case 3, 4 -> attributes.add(key, ValueType.INT, random.nextInt(-1, 3));
      case 5 ->
          attributes.add(
              key, ValueType.DOUBLE, Double.doubleToRawLongBits(random.nextInt(4) * 0.5));
      case 6 -> attributes.add(key, ValueType.BOOL, random.nextInt(2));
      case 7 -> attributes.add(key, ValueType.ARRAY, text(batch, pick(ARRAYS)));
      case 8 -> attributes.add(key, ValueType.MAP, text(batch, "{\"k\":1}"));
      default -> attributes.add(key, ValueType.EMPTY, 0);
    }
  }

  private static int text(SpanBatch batch, String text) {
    return batch.strings().add(text);
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
