package dev.clew.testkit;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.random.RandomGenerator;

/// Batches with random but valid contents: whole traces with roots, orphans, events and links.
public final class RandomBatches {
  private static final String[] SERVICES = {"gateway", "identity", "session", "audit", "wallet"};
  private static final String[] NAMES = {
    "POST /login", "verify", "SELECT users", "publish", "GET /"
  };
  private static final String[] KEYS = {
    "http.request.method", "client.address", "user.id", "retry.count", "ratio", "cached", "tags"
  };

  private final RandomGenerator random;
  private final long baseNanos;

  /// @param baseNanos spans and records start within the minute that follows
  public RandomBatches(RandomGenerator random, long baseNanos) {
    this.random = random;
    this.baseNanos = baseNanos;
  }

  /// A batch of so many traces of one to eight spans each.
  public SpanBatch spans(int traces) {
    SpanBatch batch = new SpanBatch(traces * 4);
    for (int trace = 0; trace < traces; trace++) {
      addTrace(batch, traceId());
    }
    return batch;
  }

  /// A batch of so many log records, about half of them within a trace.
  public LogBatch logs(int records) {
    LogBatch batch = new LogBatch(records);
    for (int i = 0; i < records; i++) {
      int row = batch.size();
      batch.timeNanos(row, baseNanos + random.nextLong(60_000_000_000L));
      batch.observedNanos(row, batch.timeNanos(row) + random.nextInt(1_000_000));
      if (random.nextBoolean()) {
        batch.traceIdHigh(row, random.nextLong());
        batch.traceIdLow(row, nonZero());
        batch.spanId(row, nonZero());
      }
      batch.bodyType(row, ValueType.STRING);
      batch.body(row, batch.strings().add("message " + random.nextInt(50)));
      batch.severity(row, (byte) random.nextInt(25));
      batch.severityText(row, batch.strings().add("INFO"));
      batch.resource(row, resource(batch));
      batch.scope(row, scope(batch));
      addAttributes(batch.attributes(), batch.strings());
      batch.endRow();
    }
    return batch;
  }

  public TraceId traceId() {
    return new TraceId(random.nextLong(), nonZero());
  }

  /// Adds one trace: a tree whose parents stand before their children, now and then an orphan.
  public void addTrace(SpanBatch batch, TraceId traceId) {
    int spans = 1 + random.nextInt(8);
    int first = batch.size();
    long start = baseNanos + random.nextLong(60_000_000_000L);
    for (int i = 0; i < spans; i++) {
      int row = batch.size();
      batch.traceIdHigh(row, traceId.high());
      batch.traceIdLow(row, traceId.low());
      batch.spanId(row, nonZero());
      batch.parentSpanId(row, parent(batch, first, i));
      batch.startNanos(row, start + i * 1_000L + random.nextInt(1_000));
      batch.endNanos(row, batch.startNanos(row) + random.nextLong(2_000_000_000L));
      batch.name(row, batch.strings().add(NAMES[random.nextInt(NAMES.length)]));
      batch.kind(row, SpanKind.of(random.nextInt(6)));
      batch.status(row, SpanStatus.of(random.nextInt(3)));
      if (batch.status(row) == SpanStatus.ERROR) {
        batch.statusMessage(row, batch.strings().add("failed " + random.nextInt(3)));
      }
      batch.flags(row, 0x101);
      batch.resource(row, resource(batch));
      batch.scope(row, scope(batch));
      addAttributes(batch.attributes(), batch.strings());
      addEvents(batch, row);
      addLinks(batch);
      batch.endRow();
    }
  }

  private long parent(SpanBatch batch, int first, int index) {
    if (index == 0) {
      return 0;
    }
    return random.nextInt(12) == 0 ? nonZero() : batch.spanId(first + random.nextInt(index));
  }

  private int resource(Batch batch) {
    Strings strings = batch.strings();
    Origins resources = batch.resources();
    int service = strings.add(SERVICES[random.nextInt(SERVICES.length)]);
    resources.attributes().add(strings.add("service.name"), ValueType.STRING, service);
    resources.attributes().add(strings.add("process.pid"), ValueType.INT, random.nextInt(3));
    return resources.endRow(service, 0, 0, 0);
  }

  private int scope(Batch batch) {
    int name = batch.strings().add("scope-" + random.nextInt(2));
    return batch.scopes().endRow(name, batch.strings().add("1.0"), 0, 0);
  }

  private void addAttributes(Attributes attributes, Strings strings) {
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        addAttribute(attributes, strings, key);
      }
    }
  }

  private void addAttribute(Attributes attributes, Strings strings, String key) {
    int id = strings.add(key);
    switch (key) {
      case "retry.count" -> attributes.add(id, ValueType.INT, random.nextInt(5));
      case "ratio" ->
          attributes.add(id, ValueType.DOUBLE, Double.doubleToRawLongBits(random.nextDouble()));
      case "cached" -> attributes.add(id, ValueType.BOOL, random.nextInt(2));
      case "tags" ->
          attributes.add(id, ValueType.ARRAY, strings.add("[\"a\"," + random.nextInt(3) + "]"));
      default -> attributes.add(id, ValueType.STRING, strings.add(key + "-" + random.nextInt(20)));
    }
  }

  private void addEvents(SpanBatch batch, int row) {
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      batch
          .events()
          .attributes()
          .add(
              batch.strings().add("exception.type"),
              ValueType.STRING,
              batch.strings().add("Error" + random.nextInt(3)));
      batch
          .events()
          .add(batch.startNanos(row) + random.nextInt(1_000), batch.strings().add("exception"), 0);
    }
  }

  private void addLinks(SpanBatch batch) {
    if (random.nextInt(10) == 0) {
      batch
          .links()
          .attributes()
          .add(batch.strings().add("link.kind"), ValueType.STRING, batch.strings().add("queue"));
      batch.links().add(traceId(), nonZero(), 0, 1, 0);
    }
  }

  private long nonZero() {
    return random.nextLong() | 1;
  }
}
