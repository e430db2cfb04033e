package dev.clew.pipeline.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TailSamplingReaderTest {
  private static final String FIXTURE =
      "collector/opentelemetry-collector-contrib-v0.121.0/processor/tailsamplingprocessor/"
          + "testdata/tail_sampling_config.yaml";

  @Test
  void theFixtureOfTheCollectorIsReadWhole() throws IOException {
    String yaml = unindented(Files.readString(TestData.require(FIXTURE)));

    Reading<TailSamplingOptions> reading = read(yaml);

    assertThat(reading.isSound()).as(reading.problems().toString()).isTrue();
    TailSamplingOptions options = reading.value();
    assertThat(options.decisionWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.numTraces()).isEqualTo(100);
    Map<String, PolicySpec> specs =
        options.policies().stream()
            .collect(Collectors.toMap(PolicySpec.Named::name, PolicySpec.Named::spec));
    assertThat(specs)
        .hasSize(13)
        .containsEntry("test-policy-1", new PolicySpec.AlwaysSample())
        .containsEntry("test-policy-2", new PolicySpec.Latency(5_000, 0))
        .containsEntry("test-policy-3", new PolicySpec.NumericAttribute("key1", 50L, 100L, false))
        .containsEntry("test-policy-4", new PolicySpec.Probabilistic("custom-salt", 0.1))
        .containsEntry("test-policy-5", new PolicySpec.StatusCode(Set.of("ERROR", "UNSET")))
        .containsEntry(
            "test-policy-6",
            new PolicySpec.StringAttribute("key2", List.of("value1", "value2"), false, false))
        .containsEntry("test-policy-7", new PolicySpec.RateLimiting(35))
        .containsEntry("test-policy-8", new PolicySpec.SpanCount(2, 20))
        .containsEntry("test-policy-10", new PolicySpec.BooleanAttribute("key4", true, false));
    assertThat(specs.get("composite-policy-1"))
        .isInstanceOfSatisfying(
            PolicySpec.Composite.class,
            composite -> {
              assertThat(composite.maxSpansPerSecond()).isEqualTo(1_000);
              assertThat(composite.policies()).hasSize(3);
              assertThat(composite.percents())
                  .containsExactlyInAnyOrderEntriesOf(
                      Map.of("test-composite-policy-1", 50L, "test-composite-policy-2", 25L));
            });
    assertThat(specs.get("test-policy-11"))
        .isInstanceOfSatisfying(
            PolicySpec.OttlCondition.class,
            condition -> assertThat(condition.errorMode()).isEqualTo(ErrorMode.IGNORE));
    assertThat(codes(reading)).contains("W1", "W10");
  }

  @Test
  void theDefaultsAreThoseOfTheCollector() {
    TailSamplingOptions options = read("{}").value();

    assertThat(options)
        .isEqualTo(
            new TailSamplingOptions(
                Duration.ofSeconds(30),
                Duration.ZERO,
                50_000,
                false,
                0,
                false,
                false,
                false,
                List.of()));
  }

  @Test
  void everyOptionIsRead() {
    TailSamplingOptions options =
        read("""
        decision_wait: 5s
        decision_wait_after_root_received: 1s
        num_traces: 7
        block_on_overflow: true
        maximum_trace_size_bytes: 1000
        sample_on_first_match: true
        drop_pending_traces_on_shutdown: true
        sampling_strategy: span-ingest
        num_shards: 4
        policies:
          - {name: a, type: trace_flags}
          - name: b
            type: drop
            drop:
              drop_sub_policy:
                - name: n
                  type: not
                  not: {not_sub_policy: {name: f, type: trace_flags}}
          - {name: c, type: unusual, unusual: {account: user, attributes: [agent]}}
        """)
            .value();

    assertThat(options.decisionWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.waitAfterRoot()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.numTraces()).isEqualTo(7);
    assertThat(options.isBlocking()).isTrue();
    assertThat(options.maxTraceBytes()).isEqualTo(1_000);
    assertThat(options.isFirstMatch()).isTrue();
    assertThat(options.isSpanIngest()).isTrue();
    assertThat(options.dropsPendingAtShutdown()).isTrue();
    PolicySpec.Named flags = new PolicySpec.Named("f", new PolicySpec.TraceFlags());
    PolicySpec.Named not = new PolicySpec.Named("n", new PolicySpec.Not(flags));
    assertThat(options.policies().get(1).spec()).isEqualTo(new PolicySpec.Drop(List.of(not)));
    assertThat(options.policies().get(2).spec())
        .isEqualTo(
            new PolicySpec.Unusual(
                "user", List.of("agent"), List.of("client.address"), 24, 48, 200_000, false));
  }

  @Test
  void whatIsWrongIsRefusedInUpstreamsWords() {
    assertRefused("policies: [{type: always_sample}]", "policy name cannot be empty");
    assertRefused(
        "policies: [{name: a, type: always_sample}, {name: a, type: always_sample}]",
        "duplicate policy name \"a\"");
    assertRefused(
        "policies: [{name: a, type: odd}]",
        "failed to create policy evaluator for \"a\": unknown sampling policy type odd");
    assertRefused(
        "policies: [{name: a, type: and, and: {and_sub_policy: [{name: s, type: odd}]}}]",
        "failed to create policy evaluator for \"s\": unknown sampling policy type odd");
    assertRefused(
        "policies: [{name: a, type: status_code}]",
        "failed to create policy evaluator for \"a\":"
            + " expected at least one status code to filter on");
    assertRefused(
        "policies: [{name: a, type: string_attribute, string_attribute:"
            + " {key: k, values: ['('], enabled_regex_matching: true}}]",
        "error parsing regexp");
    assertRefused("sampling_strategy: odd", "invalid sampling_strategy \"odd\"");
    assertRefused(
        "{sampling_strategy: span-ingest,"
            + " policies: [{name: a, type: rate_limiting, rate_limiting: {spans_per_second: 5}}]}",
        "requires all policies to be stateless, but policy \"a\" is stateful");
    assertRefused("tail_storage: x", "tail_storage is not supported");
    assertRefused("decision_wait: -1s", "decision_wait must not be negative");
    assertRefused("odd: 1", "'' has invalid keys: odd");
    assertRefused(
        "policies: [{name: a, type: latency, latency: {threshold: 5}}]", "invalid keys: threshold");
  }

  @Test
  void aLimiterBeforeOtherPoliciesIsWarnedOf() {
    Reading<TailSamplingOptions> reading =
        read(
            "policies: [{name: a, type: and, and: {and_sub_policy:"
                + " [{name: r, type: rate_limiting}, {name: f, type: trace_flags}]}}]");

    assertThat(codes(reading)).containsExactly("W12");
  }

  private static Reading<TailSamplingOptions> read(String yaml) {
    return Reading.ofYaml(yaml, TailSamplingReader::read);
  }

  private static List<String> codes(Reading<?> reading) {
    return reading.problems().stream().map(Problem::code).filter(c -> !c.isEmpty()).toList();
  }

  private static void assertRefused(String yaml, String message) {
    Reading<TailSamplingOptions> reading = read(yaml);
    assertThat(reading.isSound()).isFalse();
    assertThat(reading.problems().toString()).contains(message);
  }

  private static String unindented(String fixture) {
    return fixture
        .lines()
        .skip(1)
        .map(line -> line.startsWith("  ") ? line.substring(2) : line)
        .collect(Collectors.joining("\n"));
  }
}
