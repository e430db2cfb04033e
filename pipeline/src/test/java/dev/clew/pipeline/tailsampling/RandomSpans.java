package dev.clew.pipeline.tailsampling;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Random policies and random streams of spans that they tell apart.
final class RandomSpans {
  private final RandomGenerator random;
  private long spans;

  RandomSpans(RandomGenerator random) {
    this.random = random;
  }

  /// One to four policies.
  ///
  /// @param isStateless whether none has a budget or learns
  List<PolicySpec.Named> policies(boolean isStateless) {
    List<PolicySpec> specs = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      specs.add(policy(isStateless, 2));
    }
    return TailSamplingTest.named(specs.toArray(PolicySpec[]::new));
  }

  private PolicySpec policy(boolean isStateless, int depth) {
    int kinds = (isStateless ? 9 : 13) + (depth > 0 ? 3 : 0);
    int kind = random.nextInt(kinds);
    return switch (isStateless && kind >= 9 ? kind + 4 : kind) {
      case 0 -> new PolicySpec.Latency(random.nextInt(3_000), random.nextInt(2) * 4_000L);
      case 1 -> new PolicySpec.SpanCount(random.nextInt(5), random.nextInt(2) * 8L);
      case 2, 3 -> new PolicySpec.Probabilistic("s" + random.nextInt(2), random.nextInt(60));
      case 4 -> new PolicySpec.StatusCode(Set.of("ERROR"));
      case 5 -> new PolicySpec.BooleanAttribute("flag", true, random.nextInt(5) == 0);
      case 6 -> new PolicySpec.NumericAttribute("number", 8L, null, false);
      case 7 -> new PolicySpec.StringAttribute("user", List.of("u1", "u2"), false, false);
      case 8 -> new PolicySpec.StringAttribute("user", List.of("u[5-7]$"), true, false);
      case 9 -> new PolicySpec.RateLimiting(random.nextInt(50));
      case 10 -> new PolicySpec.BytesLimiting(1_000 + random.nextInt(5_000), 10_000);
      case 11 ->
          new PolicySpec.Unusual(
              "user", List.of("number"), List.of(), 24, 48, 40, random.nextBoolean());
      case 12 ->
          new PolicySpec.Composite(
              100,
              List.of(
                  new PolicySpec.Named("c0", policy(true, 0)),
                  new PolicySpec.Named("c1", policy(true, 0))),
              Map.of("c0", 30L, "c1", 10L));
      case 13, 14 ->
          new PolicySpec.And(
              TailSamplingTest.named(policy(isStateless, 0), policy(isStateless, 0)));
      default ->
          random.nextBoolean()
              ? new PolicySpec.Drop(TailSamplingTest.named(policy(isStateless, 0)))
              : new PolicySpec.Not(TailSamplingTest.named(policy(isStateless, 0)).getFirst());
    };
  }

  /// A stream of so many records over some seconds, with late spans, beats and wishes.
  List<SamplerLog.Item> stream(int records, boolean hasPins) {
    List<SamplerLog.Item> items = new ArrayList<>();
    long millis = 0;
    int traces = 5;
    for (int i = 0; i < records; i++) {
      millis += random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(120);
      traces += random.nextInt(4);
      items.add(item(millis, traces, hasPins));
    }
    items.add(new SamplerLog.Item.Beat(millis + 60_000));
    return items;
  }

  private SamplerLog.Item item(long millis, int traces, boolean hasPins) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return new SamplerLog.Item.Beat(millis);
    }
    if (kind == 1 && hasPins) {
      return new SamplerLog.Item.Wish(millis, pin(millis, traces));
    }
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      batches.add(batch(traces));
    }
    return new SamplerLog.Item.Batches(millis, batches);
  }

  private Pin pin(long millis, int traces) {
    if (random.nextBoolean()) {
      return new Pin.Trace(Spans.trace(Math.max(0, traces - 3) + random.nextInt(6)), "pinned");
    }
    long until = SamplerLog.START_NANOS + (millis + random.nextInt(2_000)) * 1_000_000;
    return new Pin.Entity("user", "u" + random.nextInt(9), until, "entity");
  }

  private SpanBatch batch(int traces) {
    Spans batch = new Spans();
    batch.resource("service.name", "s" + random.nextInt(3));
    int rows = random.nextInt(5) == 0 ? 40 : 1 + random.nextInt(4);
    for (int i = 0; i < rows; i++) {
      boolean isLate = random.nextInt(10) == 0;
      int age = random.nextInt(isLate ? 200 : 12);
      add(batch, Spans.trace(Math.max(0, traces - age)));
    }
    return batch.batch();
  }

  private void add(Spans batch, TraceId id) {
    if (random.nextInt(3) == 0) {
      batch.with("user", "u" + random.nextInt(9));
    }
    if (random.nextInt(6) == 0) {
      batch.with("flag", random.nextBoolean());
    }
    batch.with("number", random.nextInt(10));
    if (random.nextInt(15) == 0) {
      batch.status(SpanStatus.ERROR);
    }
    if (random.nextInt(8) == 0) {
      batch.root();
    }
    long start = random.nextInt(3_000);
    batch.span(id, start, start + random.nextInt(1_000));
    batch.batch().spanId(batch.batch().size() - 1, ++spans);
  }
}
