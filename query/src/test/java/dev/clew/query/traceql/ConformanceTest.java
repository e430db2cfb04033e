package dev.clew.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.query.traceql.Parsed.Failed;
import dev.clew.query.traceql.Parsed.Ok;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConformanceTest {
  private static final String SYNTAX = "traces/clew/traceql-syntax.jsonl";
  private static final String ACCEPT = "traces/cerberus/parity/accept.jsonl";
  private static final String REJECT = "traces/cerberus/parity/reject.jsonl";
  private static final String SEARCH = "traces/cerberus/traceql/search-cases.jsonl";

  @Test
  void everyQueryGetsItsVerdict() {
    List<JsonNode> cases = Cases.of(SYNTAX);

    List<String> wrong = failures(cases, ConformanceTest::wrongVerdict);

    report("verdicts", cases.size(), wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyQueryHasItsShape() {
    List<JsonNode> cases = Cases.of(SYNTAX).stream().filter(line -> line.has("shape")).toList();

    List<String> wrong = failures(cases, ConformanceTest::wrongShape);

    report("shapes", cases.size(), wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyShapeReadsToTheSameTree() {
    List<JsonNode> cases =
        Cases.of(SYNTAX).stream().filter(line -> verdict(line).equals("ok")).toList();

    List<String> wrong = failures(cases, ConformanceTest::changedByPrinting);

    report("printed and read again", cases.size(), wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everySymbolIsTaken() {
    List<String> queries = Cases.traceQl(ACCEPT);

    List<String> refused = queries.stream().filter(query -> !isOk(query)).toList();

    report("accepted", queries.size(), refused);
    assertThat(refused).containsExactly("{ parent = \"0000000000000001\" }");
  }

  @Test
  void knownRefusalsAreRefused() {
    List<String> queries = Cases.traceQl(REJECT);

    List<String> taken = queries.stream().filter(ConformanceTest::isOk).toList();

    report("rejected", queries.size(), taken);
    assertThat(taken).isEmpty();
  }

  @Test
  void everySearchCaseParses() {
    List<String> queries =
        Cases.of(SEARCH).stream()
            .filter(line -> !line.has("skip"))
            .map(line -> line.path("query").asText())
            .toList();

    List<String> refused = queries.stream().filter(query -> !isOk(query)).toList();

    report("search cases", queries.size(), refused);
    assertThat(refused).isEmpty();
  }

  private static boolean isOk(String query) {
    return TraceQl.parse(query) instanceof Ok;
  }

  private static <T> List<String> failures(List<T> cases, Function<T, Stream<String>> check) {
    return cases.stream().flatMap(check).toList();
  }

  private static void report(String what, int total, List<String> wrong) {
    System.out.printf("TraceQL %s: %d/%d%n", what, total - wrong.size(), total);
  }

  private static Stream<String> wrongVerdict(JsonNode line) {
    String actual =
        switch (TraceQl.parse(query(line))) {
          case Ok _ -> "ok";
          case Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT);
        };
    return verdict(line).equals(actual)
        ? Stream.empty()
        : Stream.of("%s: %s, not %s".formatted(query(line), actual, verdict(line)));
  }

  private static Stream<String> wrongShape(JsonNode line) {
    String expected = line.path("shape").asText();
    String actual = printed(query(line));
    return expected.equals(actual)
        ? Stream.empty()
        : Stream.of("%s: %s, not %s".formatted(query(line), actual, expected));
  }

  private static Stream<String> changedByPrinting(JsonNode line) {
    Parsed first = TraceQl.parse(query(line));
    Parsed second = TraceQl.parse(printed(query(line)));
    return first.equals(second) ? Stream.empty() : Stream.of(query(line) + ": " + second);
  }

  private static String printed(String query) {
    return switch (TraceQl.parse(query)) {
      case Ok(var tree) -> TraceQl.print(tree);
      case Failed failed -> failed.message();
    };
  }

  private static String query(JsonNode line) {
    return line.path("query").asText();
  }

  private static String verdict(JsonNode line) {
    return line.path("verdict").asText();
  }
}
