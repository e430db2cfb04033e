package dev.clew.pipeline.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.index.DecisionIndex;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailSamplingTest {
  private static final TraceId A = Spans.trace(1);
  private static final TraceId B = Spans.trace(2);
  private static final PolicySpec ERRORS = new PolicySpec.StatusCode(Set.of("ERROR"));
  private static final PolicySpec SLOW = new PolicySpec.Latency(500, 0);
  private static final PolicySpec ALWAYS = new PolicySpec.AlwaysSample();

  /// Keeps nothing early, since a policy may drop.
  private static final PolicySpec DROP_BOTS =
      new PolicySpec.Drop(
          List.of(
              new PolicySpec.Named("bot", new PolicySpec.BooleanAttribute("bot", true, false))));

  private static final SamplingLimits LIMITS = limits(1L << 30, 1L << 30, 100_000, 1_000);

  @TempDir private Path folder;
  private final List<SamplerLog> logs = new ArrayList<>();

  @AfterEach
  void closeLogs() {
    logs.forEach(SamplerLog::close);
  }

  @Test
  void aTraceIsDecidedWhenItWasWaitedFor() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    log.at(0, error(A)).at(20, new Spans().span(B)).beat(10_000 - 1);
    assertThat(log.puts()).isEmpty();

    log.beat(10_000);

    assertThat(log.puts()).hasSize(1);
    assertThat(log.puts().getFirst().traceId()).isEqualTo(A.hex());
    assertThat(log.puts().getFirst().millis()).isEqualTo(10_000);
    assertThat(log.puts().getFirst().offset()).isEqualTo(1);
  }

  @Test
  void decisionsFallBeforeWhatArrivesAtTheirInstantAlsoWithoutBeats() {
    SamplerLog log = log(DROP_BOTS, ERRORS);

    log.at(0, error(A)).at(60_000, error(B)).beat(70_000);

    assertThat(log.puts().stream().map(SamplerLog.Put::millis)).containsExactly(10_000L, 70_000L);
  }

  @Test
  void keptSpansSayWhyAndWhatTheyStandFor() {
    SamplerLog log = log(new PolicySpec.StringAttribute("k", List.of("v"), false, false), ALWAYS);

    log.at(0, new Spans().with("k", "v").span(A).span(B)).beat(20_000);

    assertThat(log.puts()).hasSize(2);
    assertThat(log.puts().get(0).policy()).isEqualTo("p0");
    assertThat(log.puts().get(1).policy()).isEqualTo("p1");
    assertThat(log.puts()).allMatch(put -> put.weight() == 1 && !put.isPartial());
  }

  @Test
  void whatASenderSaysOfSamplingIsReplaced() {
    SamplerLog log = log(ALWAYS);
    Spans spans =
        new Spans()
            .with(KeptSpans.WEIGHT, 1_000_000.0)
            .with(KeptSpans.POLICY, "mine")
            .with(KeptSpans.PARTIAL, true)
            .span(A);

    log.at(0, spans).beat(20_000);

    SamplerLog.Put put = log.puts().getFirst();
    assertThat(put.policy()).isEqualTo("p0");
    assertThat(put.weight()).isEqualTo(1);
    assertThat(put.isPartial()).isFalse();
  }

  @Test
  void spansOfATraceComeInTheOrderTheyArrived() {
    SamplerLog log = log(DROP_BOTS, ALWAYS);
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Spans spans = new Spans().resource("service.name", "s" + i % 3).span(A);
      spans.batch().spanId(0, 1_000 + i);
      expected.add(1_000L + i);
      log.at(i * 10L, spans);
    }

    log.beat(20_000);

    assertThat(log.spanIds()).isEqualTo(expected);
  }

  @Test
  void aTraceThatIsSureToBeKeptIsPutOutWithTheNextTick() {
    SamplerLog log = log(ERRORS, SLOW);
    log.at(0, new Spans().span(A)).at(1_010, error(A)).beat(1_099);
    assertThat(log.puts()).isEmpty();

    log.beat(1_100);
    assertThat(log.puts()).hasSize(2);

    log.at(1_150, new Spans().span(A, 0, 5));
    assertThat(log.puts()).as("spans to come follow at once").hasSize(3);
    assertThat(log.puts().get(2).policy()).isEqualTo("p0");
    log.beat(20_000);
    assertThat(log.puts()).hasSize(3);
    assertThat(log.count("traces_released_early")).isEqualTo(1);
  }

  @Test
  void aTraceThatWasPutOutEarlyStillSpendsBudgetsAtItsTime() {
    SamplerLog log = log(ERRORS, new PolicySpec.RateLimiting(3));
    log.at(0, error(A).span(A)).at(50, new Spans().span(B).span(B)).beat(20_000);

    assertThat(log.puts().stream().map(SamplerLog.Put::traceId)).containsOnly(A.hex());
    assertThat(log.counts())
        .containsEntry("count_traces_sampled{decision=sampled, policy=p1, sampled=true}", 1L)
        .containsEntry("count_traces_sampled{decision=not_sampled, policy=p1, sampled=false}", 1L);
  }

  @Test
  void lateSpansFollowTheDecisionAlsoAfterARestartAndARollOfTheIndex() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    log.at(0, error(A).span(B)).beat(10_000);
    int kept = log.puts().size();

    log.at(11_000, new Spans().span(A).span(B));
    assertThat(log.puts()).hasSize(kept + 1);
    log.restart().at(12_000, new Spans().span(A).span(B));
    assertThat(log.puts()).hasSize(kept + 2);
    for (int i = 0; i < 30; i++) {
      log.at(13_000, new Spans().span(Spans.trace(100 + i)));
    }
    log.beat(30_000).restart().at(31_000, new Spans().span(A).span(B)).beat(60_000);

    assertThat(log.puts()).hasSize(kept + 3).allMatch(put -> put.traceId().equals(A.hex()));
    assertThat(log.puts().getLast().policy()).isEqualTo("p1");
    assertThat(log.count("sampling_late_span_age_count")).isEqualTo(6);
    assertThat(log.count("new_trace_id_received")).isEqualTo(32);
  }

  @Test
  void theRootSpanHastensTheDecision() {
    TailSamplingOptions options =
        new TailSamplingOptions(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            50_000,
            false,
            0,
            false,
            false,
            false,
            named(DROP_BOTS, ALWAYS));
    SamplerLog log = log(options, LIMITS);

    log.at(0, new Spans().span(A).span(B)).at(500, new Spans().root().span(A)).beat(1_500);

    assertThat(log.puts()).hasSize(2).allMatch(put -> put.traceId().equals(A.hex()));
    log.beat(10_000);
    assertThat(log.puts()).hasSize(3);
  }

  @Test
  void spanIngestDecidesWithTheFirstSpansThatSuffice() {
    TailSamplingOptions options = spanIngest(DROP_BOTS, ERRORS);
    SamplerLog log = log(options, LIMITS);

    log.at(0, new Spans().span(A).with("bot", true).span(B))
        .at(1_000, error(A).status(SpanStatus.ERROR).span(B));
    log.beat(1_100);

    assertThat(log.puts()).hasSize(2).allMatch(put -> put.traceId().equals(A.hex()));
    assertThat(log.count("global_count_traces_sampled")).isEqualTo(2);
  }

  @Test
  void spanIngestRefusesPoliciesWithABudget() {
    TailSamplingOptions options = spanIngest(new PolicySpec.RateLimiting(5));

    assertThatThrownBy(() -> log(options, LIMITS))
        .hasMessage(
            "sampling_strategy \"span-ingest\" requires all policies to be stateless,"
                + " but policy \"p0\" is stateful");
  }

  @Test
  void aTraceThatIsTooLargeIsDroppedAndStaysSo() {
    TailSamplingOptions options =
        new TailSamplingOptions(
            Duration.ofSeconds(10),
            Duration.ZERO,
            50_000,
            false,
            1_000,
            false,
            false,
            false,
            named(DROP_BOTS, ALWAYS));
    SamplerLog log = log(options, LIMITS);

    for (int i = 0; i < 30; i++) {
      log.at(i, new Spans().span(A));
    }
    log.at(50, new Spans().span(B)).beat(20_000);

    assertThat(log.puts()).hasSize(1).allMatch(put -> put.traceId().equals(B.hex()));
    assertThat(log.count("traces_dropped_too_large")).isEqualTo(1);
  }

  @Test
  void spansBeyondTheCapCountButAreNotPutOutAndTheTraceSaysSo() {
    SamplerLog log =
        log(
            TailSamplingOptions.of(
                Duration.ofSeconds(10), named(DROP_BOTS, new PolicySpec.SpanCount(25, 0))),
            limits(1L << 30, 1L << 30, 100_000, 20));

    for (int i = 0; i < 30; i++) {
      log.at(i, new Spans().span(A));
    }
    log.restart().beat(20_000);

    assertThat(log.puts()).hasSize(20).allMatch(SamplerLog.Put::isPartial);
    assertThat(log.count("spans_over_trace_limit")).isEqualTo(10);
  }

  @Test
  void withoutRoomTheOldestTracesAreDecidedOnWhatIsThereAndSaySo() {
    SamplerLog log =
        log(
            TailSamplingOptions.of(Duration.ofSeconds(10), named(DROP_BOTS, ERRORS)),
            limits(1L << 30, 1L << 30, 3, 1_000));

    log.at(0, error(A)).at(1, new Spans().span(B));
    log.at(2, new Spans().span(Spans.trace(3))).at(3, new Spans().span(Spans.trace(4)));
    assertThat(log.puts()).hasSize(1).allMatch(SamplerLog.Put::isPartial);
    log.at(4, new Spans().span(Spans.trace(5))).at(5, new Spans().span(A)).beat(20_000);

    assertThat(log.puts()).hasSize(2).allMatch(SamplerLog.Put::isPartial);
    assertThat(log.count("traces_decided_partial")).isEqualTo(2);
    assertThat(log.count("sampling_trace_dropped_too_early")).isEqualTo(1);
  }

  @Test
  void withoutRoomInTheLogTheOldestTracesAreDecidedToo() {
    SamplerLog log =
        log(
            TailSamplingOptions.of(Duration.ofSeconds(10), named(DROP_BOTS, ERRORS)),
            limits(1L << 30, 1_000, 100_000, 1_000));

    for (int i = 0; i < 30; i++) {
      log.at(i, error(Spans.trace(i)));
    }

    assertThat(log.puts()).isNotEmpty().allMatch(SamplerLog.Put::isPartial);
    log.beat(20_000);
    assertThat(log.puts()).hasSize(30);
    assertThat(log.puts().getLast().isPartial()).isFalse();
  }

  @Test
  void moreTracesThanInMemoryAreReadBackAndSignalPressureWhereThatIsWanted() {
    TailSamplingOptions options =
        new TailSamplingOptions(
            Duration.ofSeconds(10),
            Duration.ZERO,
            5,
            true,
            0,
            false,
            false,
            false,
            named(DROP_BOTS, ALWAYS));
    SamplerLog log = log(options, LIMITS);
    for (int i = 0; i < 5; i++) {
      log.at(i, large(Spans.trace(i)));
    }
    assertThat(log.sampler().isUnderPressure()).isFalse();

    for (int i = 5; i < 20; i++) {
      log.at(i, large(Spans.trace(i)));
    }
    assertThat(log.sampler().isUnderPressure()).isTrue();

    log.beat(20_000);
    assertThat(log.puts()).hasSize(20 * 100);
    assertThat(log.recordsReadBack()).isPositive();
    assertThat(log.sampler().isUnderPressure()).isFalse();
  }

  @Test
  void aPinKeepsATraceThatWaitsOneThatComesAndNoneThatIsDropped() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    TraceId coming = Spans.trace(3);
    log.at(0, new Spans().span(A).span(B)).at(1_000, new Pin.Trace(A, "stuffing"));
    log.at(1_001, new Pin.Trace(coming, "stuffing")).beat(1_200);
    assertThat(log.puts()).hasSize(1);

    log.restart().at(2_000, new Spans().with("bot", true).span(coming)).beat(15_000);
    log.at(15_000, new Pin.Trace(B, "stuffing")).beat(30_000);

    assertThat(log.puts().stream().map(SamplerLog.Put::traceId))
        .containsExactly(A.hex(), coming.hex());
    assertThat(log.puts()).allMatch(put -> put.policy().equals("stuffing") && put.weight() == 1);
    assertThat(log.count("pins_too_late")).isEqualTo(1);
    assertThat(log.count("traces_pinned")).isEqualTo(2);
  }

  @Test
  void anEntityKeepsTracesThatWaitAndThoseThatComeForAWhile() {
    for (long memory : new long[] {1L << 30, 0}) {
      SamplerLog log =
          log(
              TailSamplingOptions.of(Duration.ofSeconds(10), named(DROP_BOTS, ERRORS)),
              limits(memory, 1L << 30, 100_000, 1_000));
      long until = SamplerLog.START_NANOS + 5_000_000_000L;
      log.at(0, new Spans().with("user", "eve").span(A).with("user", "bob").span(B));
      log.at(1, large(Spans.trace(9)));
      log.at(1_000, new Pin.Entity("user", "eve", until, "takeover"));
      log.at(2_000, new Spans().with("user", "eve").span(Spans.trace(3)));
      log.at(2_500, new Spans().resource("user", "eve").span(Spans.trace(4)));
      log.at(6_000, new Spans().with("user", "eve").span(Spans.trace(5)));

      log.beat(30_000);

      assertThat(log.puts().stream().map(SamplerLog.Put::traceId))
          .containsExactly(A.hex(), Spans.trace(3).hex(), Spans.trace(4).hex());
      assertThat(log.puts()).allMatch(put -> put.policy().equals("takeover"));
    }
  }

  @Test
  void scopesTellThePolicyWhereThatIsWanted() {
    PolicySpec composite =
        new PolicySpec.Composite(
            100, List.of(new PolicySpec.Named("inner", ALWAYS)), Map.of("inner", 100L));
    SamplerLog log =
        new SamplerLog(
            TailSamplingOptions.of(Duration.ofSeconds(10), named(composite)), LIMITS, folder, true);
    logs.add(log);

    log.at(0, new Spans().span(A).span(A)).beat(20_000).at(21_000, new Spans().span(A));

    assertThat(log.puts().stream().map(SamplerLog.Put::scope))
        .containsExactly(
            "tailsampling.policy=p0 tailsampling.composite_policy=inner",
            "tailsampling.policy=p0 tailsampling.composite_policy=inner",
            "tailsampling.cached_decision=1");
  }

  @Test
  void whatWaitsIsDroppedAtAStopOnlyIfThatIsWanted() {
    for (boolean isDropping : new boolean[] {false, true}) {
      TailSamplingOptions options =
          new TailSamplingOptions(
              Duration.ofSeconds(10),
              Duration.ZERO,
              50_000,
              false,
              0,
              false,
              false,
              isDropping,
              named(DROP_BOTS, ALWAYS));
      SamplerLog log = log(options, LIMITS);
      log.at(0, new Spans().span(A));
      log.sampler().stop(SamplerLog.START_NANOS + 1_000_000_000L);

      log.restart().beat(20_000);

      assertThat(log.puts()).hasSize(isDropping ? 0 : 1);
      assertThat(log.count("traces_dropped_at_shutdown")).isEqualTo(isDropping ? 1 : 0);
    }
  }

  @Test
  void withOtherPoliciesAfterARestartWhatWaitsIsJudgedByThemAndWhatIsDecidedStays() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    log.at(0, error(A)).beat(10_000).at(11_000, new Spans().span(B, 0, 800));
    SamplerLog.Checkpoint checkpoint = log.checkpoint();

    log.restart(
        checkpoint,
        TailSamplingOptions.of(
            Duration.ofSeconds(10), List.of(new PolicySpec.Named("slow", SLOW))));
    log.at(12_000, new Spans().span(A)).beat(30_000);

    assertThat(log.puts().stream().map(SamplerLog.Put::policy)).containsExactly("p1", "p1", "slow");
  }

  @Test
  void theOldestRecordThatIsNeededIsThatOfTheOldestTraceThatWaits() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    assertThat(log.sampler().oldestNeeded()).isEqualTo(Long.MAX_VALUE);

    log.at(0, new Spans().span(A)).at(5_000, new Spans().span(B));
    assertThat(log.sampler().oldestNeeded()).isZero();

    log.beat(10_000);
    assertThat(log.sampler().oldestNeeded()).isEqualTo(1);
    log.beat(20_000);
    assertThat(log.sampler().oldestNeeded()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void tenThousandTracesWaitAndSurviveARestart() {
    SamplerLog log = log(DROP_BOTS, ERRORS);
    for (int i = 0; i < 10_000; i++) {
      log.at(i / 2, i % 10 == 0 ? error(Spans.trace(i)) : new Spans().span(Spans.trace(i)));
    }
    log.restart();
    for (int i = 0; i < 10_000; i++) {
      log.at(5_000, new Spans().span(Spans.trace(i)));
    }

    log.restart().beat(20_000);

    assertThat(log.puts()).hasSize(2_000);
    assertThat(log.count("new_trace_id_received")).isEqualTo(10_000);
    assertThat(log.count("spans_waiting")).isZero();
    assertThat(log.count("bytes_waiting")).isZero();
  }

  private static Spans error(TraceId id) {
    return new Spans().status(SpanStatus.ERROR).span(id);
  }

  private static Spans large(TraceId id) {
    Spans spans = new Spans();
    for (int i = 0; i < 100; i++) {
      spans.with("text", "value " + i).span(id);
    }
    return spans;
  }

  private SamplerLog log(PolicySpec... specs) {
    return log(TailSamplingOptions.of(Duration.ofSeconds(10), named(specs)), LIMITS);
  }

  private SamplerLog log(TailSamplingOptions options, SamplingLimits limits) {
    SamplerLog log = new SamplerLog(options, limits, folder.resolve("log" + logs.size()));
    logs.add(log);
    return log;
  }

  private static TailSamplingOptions spanIngest(PolicySpec... specs) {
    return new TailSamplingOptions(
        Duration.ofSeconds(10), Duration.ZERO, 50_000, false, 0, false, true, false, named(specs));
  }

  static List<PolicySpec.Named> named(PolicySpec... specs) {
    List<PolicySpec.Named> named = new ArrayList<>();
    for (PolicySpec spec : specs) {
      named.add(new PolicySpec.Named("p" + named.size(), spec));
    }
    return named;
  }

  private static SamplingLimits limits(long memory, long pending, int traces, int spans) {
    return new SamplingLimits(
        memory, pending, traces, spans, 1_000, new DecisionIndex.Limits(3_600, 20, 1_000));
  }
}
