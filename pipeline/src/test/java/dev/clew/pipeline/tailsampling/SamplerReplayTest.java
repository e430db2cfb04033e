package dev.clew.pipeline.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.tailsampling.index.DecisionIndex;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import dev.clew.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sampler puts out is a function of the log: not of restarts, of memory, or of beats.
class SamplerReplayTest {
  private static final int SEEDS = 40;
  private static final long ROOMY = 1L << 40;

  @TempDir private Path folder;

  @Test
  void restartsAtAnyPointChangeNothing() {
    Seeds.forEach(
        SEEDS,
        random -> {
          TailSamplingOptions options = options(random, false);
          SamplingLimits limits = tightLimits(random);
          List<SamplerLog.Item> items = new RandomSpans(random).stream(150, true);
          try (SamplerLog undisturbed = log(options, limits);
              SamplerLog disturbed = log(options, limits)) {
            runAll(undisturbed, items);
            runWithRestarts(disturbed, items, random);

            assertThat(disturbed.puts()).isEqualTo(undisturbed.puts());
            assertThat(disturbed.counts().entrySet())
                .containsExactlyElementsOf(undisturbed.counts().entrySet());
          }
        });
  }

  /// Crashes: what was done behind a checkpoint is done again.
  private static void runWithRestarts(
      SamplerLog log, List<SamplerLog.Item> items, RandomGenerator random) {
    log.items().addAll(items);
    SamplerLog.Checkpoint checkpoint = log.checkpoint();
    int at = 0;
    while (at < items.size()) {
      at = Math.min(items.size(), at + 1 + random.nextInt(30));
      log.readTo(at);
      if (random.nextBoolean()) {
        checkpoint = log.checkpoint();
      }
      if (random.nextBoolean()) {
        log.restart(checkpoint);
        at = checkpoint.read();
        checkpoint = log.checkpoint();
        int next = Math.min(items.size(), at + 1 + random.nextInt(30));
        log.readTo(next);
        at = next;
      }
    }
    log.readTo(items.size());
  }

  @Test
  void beatsChangeNothing() {
    Seeds.forEach(
        SEEDS,
        random -> {
          TailSamplingOptions options = options(random, false);
          SamplingLimits limits = tightLimits(random);
          List<SamplerLog.Item> items = new RandomSpans(random).stream(150, true);
          try (SamplerLog live = log(options, limits);
              SamplerLog replay = log(options, limits)) {
            replay.ignoreBeats();
            runAll(live, items);
            runAll(replay, items);

            assertThat(replay.puts()).isEqualTo(live.puts());
            assertThat(replay.counts()).isEqualTo(live.counts());
          }
        });
  }

  @Test
  void everySpanIsPutOutOnceOrItsTraceIsDropped() {
    Seeds.forEach(
        SEEDS,
        random -> {
          List<SamplerLog.Item> items = new RandomSpans(random).stream(150, true);
          try (SamplerLog log = log(options(random, false), limits(ROOMY))) {
            runAll(log, items);

            Set<String> kept = new HashSet<>();
            Set<Long> put = new HashSet<>();
            for (SamplerLog.Put span : log.puts()) {
              assertThat(put.add(span.spanId())).as("put out once").isTrue();
              kept.add(span.traceId());
            }
            long expected = 0;
            for (SamplerLog.Item item : items) {
              if (item instanceof SamplerLog.Item.Batches(_, List<SpanBatch> batches)) {
                for (SpanBatch batch : batches) {
                  for (int row = 0; row < batch.size(); row++) {
                    expected += kept.contains(batch.traceId(row).hex()) ? 1 : 0;
                  }
                }
              }
            }
            assertThat(put).hasSize((int) expected);
            assertThat(log.count("spans_waiting")).isZero();
            assertThat(log.count("bytes_waiting")).isZero();
            assertThat(log.count("summaries")).isZero();
          }
        });
  }

  @Test
  void aQuarterOfTheMemoryChangesNoDecision() {
    long[] readBack = new long[1];
    Seeds.forEach(
        SEEDS,
        random -> {
          TailSamplingOptions options = options(random, false);
          List<SamplerLog.Item> items = new RandomSpans(random).stream(150, true);
          try (SamplerLog unlimited = log(options, limits(ROOMY));
              SamplerLog quarter = log(options, limits(bytes(items) / 4));
              SamplerLog none = log(options, limits(0))) {
            runAll(unlimited, items);
            runAll(quarter, items);
            runAll(none, items);

            assertThat(quarter.puts()).isEqualTo(unlimited.puts());
            assertThat(quarter.counts()).isEqualTo(unlimited.counts());
            assertThat(none.puts()).isEqualTo(unlimited.puts());
            assertThat(options.numTraces() < 100 || unlimited.recordsReadBack() == 0).isTrue();
            readBack[0] += quarter.recordsReadBack();
          }
        });
    assertThat(readBack[0]).isPositive();
  }

  /// About what waits at once: traces wait for a third of the stream.
  private static long bytes(List<SamplerLog.Item> items) {
    long bytes = 0;
    for (SamplerLog.Item item : items) {
      if (item instanceof SamplerLog.Item.Batches(_, List<SpanBatch> batches)) {
        bytes += batches.stream().mapToLong(SpanBatch::bytes).sum();
      }
    }
    return bytes / 10;
  }

  @Test
  void theOrderOfSpansChangesNoDecisionOfStatelessPolicies() {
    Seeds.forEach(
        SEEDS,
        random -> {
          TailSamplingOptions options =
              TailSamplingOptions.of(
                  Duration.ofSeconds(10), new RandomSpans(random).policies(true));
          SpanBatch all = new SpanBatch(16);
          for (SamplerLog.Item item : new RandomSpans(random).stream(40, false)) {
            if (item instanceof SamplerLog.Item.Batches(_, List<SpanBatch> batches)) {
              batches.forEach(all::appendAll);
            }
          }
          try (SamplerLog inOrder = log(options, limits(ROOMY));
              SamplerLog shuffled = log(options, limits(ROOMY))) {
            runAll(inOrder, batches(all, inOrder(all.size())));
            runAll(shuffled, batches(all, shuffled(all.size(), random)));

            assertThat(weights(shuffled)).isEqualTo(weights(inOrder));
          }
        });
  }

  private static Map<Long, Double> weights(SamplerLog log) {
    Map<Long, Double> weights = new HashMap<>();
    log.puts().forEach(put -> weights.put(put.spanId(), put.weight()));
    return weights;
  }

  private static int[] inOrder(int size) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    return rows;
  }

  private static int[] shuffled(int size, RandomGenerator random) {
    int[] rows = inOrder(size);
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
    return rows;
  }

  /// Batches of seven rows each within five seconds.
  private static List<SamplerLog.Item> batches(SpanBatch all, int[] rows) {
    List<SamplerLog.Item> items = new ArrayList<>();
    for (int from = 0; from < rows.length; from += 7) {
      SpanBatch batch = new SpanBatch(8);
      RowMapping mapping = new RowMapping(all, batch);
      for (int i = from; i < Math.min(rows.length, from + 7); i++) {
        batch.append(all, rows[i], mapping);
      }
      items.add(new SamplerLog.Item.Batches(from * 5_000L / rows.length, List.of(batch)));
    }
    items.add(new SamplerLog.Item.Beat(60_000));
    return items;
  }

  @Test
  void puttingOutEarlyKeepsWhatWouldBeKeptAtTheEnd() {
    long[] early = new long[1];
    Seeds.forEach(
        SEEDS,
        random -> {
          List<PolicySpec.Named> policies = new RandomSpans(random).policies(false);
          List<SamplerLog.Item> items = new RandomSpans(random).stream(150, false);
          try (SamplerLog withEarly = log(policies, "p");
              SamplerLog without = log(policies, "q")) {
            runAll(withEarly, items);
            runAll(without, items);

            assertThat(weights(withEarly)).isEqualTo(weights(without));
            early[0] += withEarly.count("traces_released_early");
            assertThat(without.count("traces_released_early")).isZero();
          }
        });
    assertThat(early[0]).isGreaterThan(1_000);
  }

  /// A sampler that keeps early, or one that does not: a policy that could drop but never does
  /// forbids it.
  private SamplerLog log(List<PolicySpec.Named> policies, String kind) {
    List<PolicySpec.Named> all = new ArrayList<>(policies);
    if (kind.equals("q")) {
      PolicySpec never = new PolicySpec.SpanCount(1_000_000, 0);
      PolicySpec drop = new PolicySpec.Drop(List.of(new PolicySpec.Named("never", never)));
      all.add(new PolicySpec.Named("override", drop));
    } else {
      all.add(new PolicySpec.Named("harmless", new PolicySpec.SpanCount(1_000_000, 0)));
    }
    return log(TailSamplingOptions.of(Duration.ofSeconds(10), all), limits(ROOMY));
  }

  private static void runAll(SamplerLog log, List<SamplerLog.Item> items) {
    log.items().addAll(items);
    log.readTo(items.size());
  }

  private static TailSamplingOptions options(RandomGenerator random, boolean isStateless) {
    return new TailSamplingOptions(
        Duration.ofMillis(3_000 + random.nextInt(9_000)),
        Duration.ofMillis(random.nextInt(2) * 1_500L),
        random.nextInt(3) == 0 ? 20 : 50_000,
        false,
        random.nextInt(4) == 0 ? 3_000 : 0,
        random.nextInt(4) == 0,
        false,
        false,
        new RandomSpans(random).policies(isStateless));
  }

  private static SamplingLimits tightLimits(RandomGenerator random) {
    return new SamplingLimits(
        random.nextInt(3) == 0 ? 0 : 1 << 18,
        random.nextInt(3) == 0 ? 8_000 : ROOMY,
        random.nextInt(3) == 0 ? 30 : 100_000,
        random.nextInt(3) == 0 ? 10 : 100_000,
        20,
        new DecisionIndex.Limits(10 + random.nextInt(60), 50, 5));
  }

  private static SamplingLimits limits(long memory) {
    return new SamplingLimits(
        memory, ROOMY, 100_000, 100_000, 20, new DecisionIndex.Limits(3_600, 1_000, 100));
  }

  private int logs;

  private SamplerLog log(TailSamplingOptions options, SamplingLimits limits) {
    return new SamplerLog(options, limits, folder.resolve("log" + logs++));
  }
}
