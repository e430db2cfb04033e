package dev.clew.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.config.Resolver;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.TestTypes;
import dev.clew.testkit.TestData;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ChecksTest {
  private static final String ARTICLE = "../article/otel-collector-config.yaml";

  @Test
  void theArticlesFileIsDoubtedForWhatItsReadersMustKnow() {
    assertThat(codes(Checks.of(article()))).containsExactly("W1", "W9", "W9", "W8");
  }

  @Test
  void theArticlesRulesAskForLabelsThatNobodyMakes() {
    List<Problem> problems =
        Checks.ofRules(
            article(), rules(TestData.require("../article/security-rules.yaml").toString()));

    assertThat(problems)
        .extracting(Problem::code, Problem::message)
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one.toList().toString()).contains("W11", "AuthLatencyAnomaly"),
            one ->
                assertThat(one.toList().toString())
                    .contains("W2", "CredentialStuffing", "auth_username"),
            one ->
                assertThat(one.toList().toString())
                    .contains("W2", "AuthorizationProbing", "auth_subject"));
  }

  @Test
  void aStockCollectorWouldHaveRefusedTheArticlesFileForFourReasons() {
    assertThat(StockCollector.explain(article()))
        .extracting(StockCollector.Difference::refusal)
        .satisfiesExactly(
            one -> assertThat(one).contains("unknown type: \"spanmetrics\""),
            one -> assertThat(one).contains("invalid keys: histogram"),
            one -> assertThat(one).contains("invalid keys: boundaries"),
            one -> assertThat(one).contains("telemetry type is not supported"),
            one -> assertThat(one).contains("would pass every metric"));
  }

  @Test
  void rulesWithNamesOfAnotherProfileAreDoubted() {
    String rules =
        "yaml:{groups: [{rules: [{alert: a, expr: 'rate(otel_security_latency_bucket[5m]) > 1'}]}]}";

    assertThat(codes(Checks.ofRules(article(), rules(rules)))).containsExactly("W3");
  }

  @Test
  void rulesThatFitAreNotDoubted() {
    String rules =
        "yaml:{groups: [{rules: [{alert: a, expr: 'sum by (net_peer_ip, le) (rate(otel_security_duration_bucket{auth_result=\"x\"}[5m])) > 1'}]}]}";

    assertThat(Checks.ofRules(article(), rules(rules))).isEmpty();
  }

  @Test
  void aFilterWithoutARuleForItsSignalIsDoubted() {
    assertThat(
            codes(
                Checks.of(
                    load(
                        "filter: {spans: {exclude: {match_type: strict, services: [a]}}}",
                        "[filter]",
                        "logs"))))
        .containsExactly("W7");
    assertThat(
            codes(
                Checks.of(
                    load(
                        "filter: {spans: {exclude: {match_type: strict, services: [a]}}}",
                        "[filter]",
                        "traces"))))
        .isEmpty();
  }

  @Test
  void aSamplerBeforeAFilterIsNotDoubted() {
    String processors =
        "filter: {spans: {exclude: {match_type: strict, services: [a]}}}, tail_sampling: {policies: []}";

    assertThat(codes(Checks.of(load(processors, "[tail_sampling, filter]", "traces")))).isEmpty();
    assertThat(codes(Checks.of(load(processors, "[filter, tail_sampling]", "traces"))))
        .containsExactly("W8");
  }

  @Test
  void aBudgetBeforeATestIsDoubted() {
    String policy = "{name: a, type: and, and: {and_sub_policy: [%s, %s]}}";
    String limit = "{name: l, type: rate_limiting}";
    String test = "{name: t, type: latency}";

    assertThat(sampling(policy.formatted(limit, test))).containsExactly("W12");
    assertThat(sampling(policy.formatted(test, limit))).isEmpty();
  }

  @Test
  void aCompositesOrderAndSharesAreDoubted() {
    String policy =
        "{name: c, type: composite, composite: {policy_order: [%s],"
            + " composite_sub_policy: [{name: a, type: always_sample}, {name: b, type:"
            + " always_sample}], rate_allocation: [{policy: a}%s]}}";

    assertThat(sampling(policy.formatted("b, a", ", {policy: b}"))).containsExactly("W10");
    assertThat(sampling(policy.formatted("a, b", ""))).containsExactly("W10");
    assertThat(sampling(policy.formatted("a, b", ", {policy: b}"))).isEmpty();
  }

  @Test
  void samplingEverythingAloneIsNotDoubted() {
    assertThat(sampling("{name: a, type: probabilistic}")).isEmpty();
  }

  private static List<String> sampling(String policies) {
    return codes(
        Checks.of(
            load("tail_sampling: {policies: [" + policies + "]}", "[tail_sampling]", "traces")));
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private static dev.clew.pipeline.config.Node rules(String location) {
    return new Resolver(Providers.local(Map.of()), false)
        .resolve(List.of(location), List.of(), new Problems());
  }

  private static CollectorFile load(String processors, String order, String signal) {
    return load(
        """
        yaml:receivers: {nop: }
        exporters: {nop: }
        processors: {%s}
        service: {pipelines: {%s: {receivers: [nop], processors: %s, exporters: [nop]}}}
        """
            .formatted(processors, signal, order));
  }

  private static CollectorFile article() {
    return load(TestData.require(ARTICLE).toString());
  }

  private static CollectorFile load(String location) {
    return Objects.requireNonNull(
        CollectorFile.load(
                LoadRequest.of(List.of(location), Providers.local(Map.of())),
                TestTypes.withStandIns())
            .file());
  }
}
