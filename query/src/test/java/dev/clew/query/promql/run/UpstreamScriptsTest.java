package dev.clew.query.promql.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.query.promql.JsonLines;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The evaluations in the test scripts of Prometheus. Tiers A and B must pass; the others are run
/// and counted, and each that does not pass is listed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpstreamScriptsTest {
  private static final Map<String, String> REASONS =
      Map.of(
          "C", "experimental upstream",
          "D", "start timestamps of samples are not built",
          "E", "native histograms are not built");

  private final Map<String, Map<Integer, TestCase>> cases = new HashMap<>();
  private final Map<String, int[]> gated = new TreeMap<>();
  private final Map<String, int[]> counted = new TreeMap<>();
  private final Map<String, String> leftOut = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> casesOfTiersAAndB() {
    List<JsonNode> index = JsonLines.of("eval_index.jsonl");
    List<JsonNode> gatedCases = index.stream().filter(UpstreamScriptsTest::isGated).toList();
    assertThat(gatedCases).hasSize(1_028);
    return gatedCases.stream()
        .map(line -> DynamicTest.dynamicTest(line.path("id").asText(), () -> check(line)));
  }

  @TestFactory
  Stream<DynamicTest> casesOfOtherTiersRunToAnEnd() {
    return JsonLines.of("eval_index.jsonl").stream()
        .filter(line -> !isGated(line))
        .map(line -> DynamicTest.dynamicTest(line.path("id").asText(), () -> count(line)));
  }

  private static boolean isGated(JsonNode line) {
    String tier = line.path("tier").asText();
    return tier.equals("A") || tier.equals("B");
  }

  private void check(JsonNode line) {
    int[] score = gated.computeIfAbsent(line.path("file").asText(), _ -> new int[2]);
    score[1]++;
    TestCase testCase = testCase(line);

    String wrong = testCase.run();

    score[0] += wrong.isEmpty() ? 1 : 0;
    assertThat(wrong).as(testCase.query()).isEmpty();
  }

  private void count(JsonNode line) {
    String tier = line.path("tier").asText();
    int[] score = counted.computeIfAbsent(tier, _ -> new int[2]);
    score[1]++;
    if (testCase(line).run().isEmpty()) {
      score[0]++;
    } else {
      leftOut.put(line.path("id").asText(), tier);
    }
  }

  private TestCase testCase(JsonNode line) {
    TestCase found =
        cases
            .computeIfAbsent(line.path("file").asText(), UpstreamScriptsTest::casesOf)
            .get(line.path("line").asInt());
    return Objects.requireNonNull(found, line::toString);
  }

  private static Map<Integer, TestCase> casesOf(String file) {
    try {
      List<String> lines = Files.readAllLines(TestData.require("promql/promqltest/" + file));
      return TestScript.cases(lines).stream()
          .collect(Collectors.toMap(TestCase::line, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void report() {
    int passed = gated.values().stream().mapToInt(score -> score[0]).sum();
    int total = gated.values().stream().mapToInt(score -> score[1]).sum();
    gated.forEach(
        (file, score) -> System.out.printf("PromQL %s: %d/%d%n", file, score[0], score[1]));
    System.out.printf("PromQL tiers A and B: %d/%d%n", passed, total);
    counted.forEach((tier, score) ->
        System.out.printf(
            "PromQL tier %s, not gated: %d/%d; left out since %s: %s%n",
            tier, score[0], score[1], REASONS.get(tier), idsOf(tier)));
  }

  private List<String> idsOf(String tier) {
    return leftOut.entrySet().stream()
        .filter(entry -> entry.getValue().equals(tier))
        .map(Map.Entry::getKey)
        .toList();
  }
}
