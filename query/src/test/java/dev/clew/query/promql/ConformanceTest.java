package dev.clew.query.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.query.promql.Parsed.Failed;
import dev.clew.query.promql.Parsed.Ok;
import dev.clew.query.promql.tree.Expression;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The cases of Prometheus for texts: which are queries, what is wrong with the others and where,
/// and how queries are written.
final class ConformanceTest {
  @Test
  void everyTextIsTakenOrRefusedWithItsReasonAndPlace() {
    check("parser", "parse_cases.jsonl", 347, ConformanceTest::parsed);
  }

  @Test
  void everyQueryIsPrinted() {
    check(
        "printer", "printer_cases.jsonl", 86, line -> differs(line, printed(line, PromQl::print)));
  }

  @Test
  void everyQueryIsMadePretty() {
    check(
        "prettifier",
        "prettier_cases.jsonl",
        62,
        line -> differs(line, printed(line, query -> PromQl.pretty(query, 10))));
  }

  @Test
  void whatIsPrintedReadsToTheSameText() {
    check("printed and read again", "parse_cases.jsonl", 347, ConformanceTest::readAgain);
  }

  private static void check(
      String what, String file, int expected, Function<JsonNode, Stream<String>> check) {
    List<JsonNode> cases = JsonLines.of(file);

    List<String> wrong = cases.stream().flatMap(check).toList();

    System.out.printf("PromQL %s: %d/%d%n", what, cases.size() - wrong.size(), cases.size());
    assertThat(wrong).isEmpty();
    assertThat(cases).hasSize(expected);
  }

  private static Stream<String> parsed(JsonNode line) {
    String text = line.path("input").asText();
    String expected =
        line.path("fail").asBoolean()
            ? "%s at %d-%d"
                .formatted(
                    line.path("first_error").asText(),
                    line.path("start").asInt(),
                    line.path("end").asInt())
            : "ok";
    String actual =
        switch (PromQl.parse(text)) {
          case Ok _ -> "ok";
          case Failed failed ->
              "%s at %d-%d"
                  .formatted(
                      failed.reason(),
                      bytesBefore(text, failed.place().start()),
                      bytesBefore(text, failed.place().end()));
        };
    return differs(text, expected, actual);
  }

  private static int bytesBefore(String text, int offset) {
    return PromQl.bytes(text.substring(0, offset));
  }

  private static Stream<String> readAgain(JsonNode line) {
    if (!(PromQl.parse(line.path("input").asText()) instanceof Ok(Expression query))) {
      return Stream.empty();
    }
    String first = PromQl.print(query);
    String second =
        switch (PromQl.parse(first)) {
          case Ok(Expression again) -> PromQl.print(again);
          case Failed failed -> failed.message();
        };
    return differs(line.path("input").asText(), first, second);
  }

  private static String printed(JsonNode line, Function<Expression, String> printer) {
    return switch (PromQl.parse(line.path("in").asText())) {
      case Ok(Expression query) -> printer.apply(query);
      case Failed failed -> failed.message();
    };
  }

  private static Stream<String> differs(JsonNode line, String actual) {
    return differs(line.path("in").asText(), line.path("out").asText(), actual);
  }

  private static Stream<String> differs(String input, String expected, String actual) {
    return expected.equals(actual)
        ? Stream.empty()
        : Stream.of("%s: expected <%s>, got <%s>".formatted(input, expected, actual));
  }
}
