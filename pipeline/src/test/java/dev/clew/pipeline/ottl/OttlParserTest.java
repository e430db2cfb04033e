package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OttlParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not attributes[\"int\"] == 2 | true",
        "not attributes[\"int\"] == 1 and true | false",
        "true or false and false | true",
        "(true or false) and false | false",
        "not (true and false) | true",
        "1 + 2 * 3 == 7 | true",
        "(1 + 2) * 3 == 9 | true",
        "7 - 2 - 1 == 4 | true",
        "7 -2 == 5 | true",
        "8 / 3 == 2 | true",
        "8.0 / 2 == 4 | true",
        "-1 < 0 | true",
        ".5 == 0.5 | true",
        "1.5e3 == 1500 | true",
        "IsString(attributes[\"text\"]) | true",
        "not IsString(attributes[\"int\"]) | true",
        "((IsInt(attributes[\"int\"]))) | true",
        "attributes[\"map\"][\"k\"][\"j\"][1] == 8 | true",
        "attributes[\"map\"][\"none\"][\"j\"] == nil | true",
        "\"\\x41\\u00e9\\101\\n\" == \"AéA\\n\" | true",
        "log.attributes[\"int\"] == 1 | true",
        "resource.attributes[\"host\"] == \"hello\" | true",
        "instrumentation_scope.name == \"lib\" | true",
        "scope.name == \"lib\" | true",
        "severity_number >= SEVERITY_NUMBER_INFO | true",
        "body == \"hello\" | true",
        "IsMatch(target=body, pattern=\"ell\") | true",
        "{} == {} | true",
        "[] == [] | true",
      })
  void conditionsHoldAsWritten(String condition, boolean expected) {
    assertThat(Logs.holds(condition)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "\"text\"",
        "attributes[\"a\"]",
        "a == ",
        "== 1",
        "1 == 1 == 1",
        "1 == (1 == 1)",
        "(1 + 1)",
        "not not true",
        "true and",
        "true true",
        "(true",
        "true)",
        "attributes[\"a\" == 1",
        "attributes[test] == \"pass\"",
        "\"a\" + 1 == 2",
        "[1, == 1",
        "{1: 2} == 1",
        "{\"a\" 2} == 1",
        "\"open == 1",
        "\"bad \\q escape\" == 1",
        "\"bad \\\" == 1",
        "0x123 == 1",
        "99999999999999999999 == 1",
        "a.B == 1",
        "a = 1",
        "a ! b",
        "a ; b",
        "IsMatch(body, \"a\"",
        "where == 1",
        "isString == ",
      })
  void whatIsNoConditionIsRefused(String condition) {
    assertThatThrownBy(() -> OttlConditions.parse(Context.LOG, List.of(condition)))
        .isInstanceOf(OttlException.class)
        .hasMessageStartingWith("unable to parse OTTL condition \"")
        .hasMessageContaining("condition has invalid syntax: 1:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Missing(body) | undefined function \"Missing\"",
        "IsRootSpan() | undefined function \"IsRootSpan\"",
        "isString(body) | converter names must start with an uppercase letter but got 'isString'",
        "nothing == 1 | segment \"nothing\" from path \"nothing\" is not a valid path nor a valid"
            + " OTTL keyword for the log context",
        "body.text == 1 | segment \"text\" from path \"body.text\" is not a valid path",
        "severity_text.x == 1 | the path section \"x\" was not used by the context",
        "severity_text[\"x\"] == 1 | the keys indexing \"severity_text\" were not used",
        "span.name == 1 | segment \"span\" from path \"span.name\" is not a valid path",
        "attributes[1] == 1 | map must be indexed by a string",
        "SPAN_KIND_SERVER == 1 | enum symbol, SPAN_KIND_SERVER, not found",
        "IsMatch(body) | incorrect number of arguments. Expected: 2 Received: 1",
        "IsMatch(body, 1) | invalid argument at position 1: must be a string",
        "IsMatch(body, body) | invalid argument at position 1: must be a string",
        "IsMatch(body, \"(\") | the pattern supplied to IsMatch is not a valid pattern: error"
            + " parsing regexp: missing closing ): `(`",
        "IsMatch(goal=body, pattern=\"a\") | no such parameter: goal",
        "IsMatch(target=body, \"a\") | unnamed argument used after named argument",
        "IsInCIDR(body, [\"10.0.0.0\"]) | invalid CIDR address: 10.0.0.0",
        "TraceID(0x00) == 1 | traces ids must be 16 bytes",
        "SpanID(0x00) == 1 | span ids must be 8 bytes",
      })
  void whatTheContextLacksIsNamed(String condition, String message) {
    assertThatThrownBy(() -> OttlConditions.parse(Context.LOG, List.of(condition)))
        .isInstanceOf(OttlException.class)
        .hasMessageStartingWith("unable to parse OTTL condition ")
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Set(body, \"a\") | editor names must start with a lowercase letter but got 'Set'",
        "set(body, \"a\" where true | statement has invalid syntax: 1:15: unexpected token",
        "set(body, \"a\") if true | statement has invalid syntax",
        "set(body, \"a\")[\"x\"] | only paths and converters may be indexed, not editors",
        "not_a_function(body) | undefined function \"not_a_function\"",
        "set(\"a\", body) | invalid argument at position 0: must be a path",
        "set(trace_id.string, \"a\") | cannot be set",
        "truncate_all(attributes, -1) | invalid limit for truncate_all function, -1 cannot be"
            + " negative",
        "limit(attributes, -1, []) | invalid limit for limit function, -1 cannot be negative",
        "limit(attributes, 1, [\"a\", \"b\"]) | 1 cannot be less than number of priority"
            + " attributes 2",
        "delete_matching_keys(attributes, \"[\") | the pattern supplied to delete_matching_keys is"
            + " not a valid pattern",
      })
  void statementsAreRefusedInUpstreamsWords(String statement, String message) {
    assertThatThrownBy(() -> OttlStatements.parse(Context.LOG, List.of(statement), List.of()))
        .isInstanceOf(OttlException.class)
        .hasMessageStartingWith("unable to parse OTTL statement ")
        .hasMessageContaining(message.strip());
  }

  @Test
  void deepNestingIsRefusedAtOnce() {
    for (String open : List.of("(", "not (", "[", "{\"a\":", "Len(", "(1 + ")) {
      String text = open.repeat(30_000 / open.length()) + "1";

      assertRefusedQuickly(text);
    }
  }

  @Test
  void hugeTextsListsAndExpressionsAreRefusedAtOnce() {
    assertRefusedQuickly("body == \"" + "a".repeat(Lexer.MAX_LENGTH) + "\"");
    assertRefusedQuickly("IsMatch(body, \"((a{1000}){1000}){1000}\")");
    assertRefusedQuickly("IsMatch(body, \"" + "(".repeat(5_000) + "a" + ")".repeat(5_000) + "\")");
    assertRefusedQuickly("body == [" + "1,".repeat(33_000) + "1]");
    assertRefusedQuickly("1 + ".repeat(10_000) + "1 == 1");
    assertRefusedQuickly("2 * ".repeat(10_000) + "1 == 1");
    assertRefusedQuickly("body" + "[0]".repeat(10_000) + " == 1");
    assertRefusedQuickly("body" + ".a".repeat(10_000) + " == 1");
  }

  @Test
  void aGiantListWithinTheLimitIsRead() {
    assertThat(Logs.holds("ContainsValue([" + "1,".repeat(20_000) + "2], 2)")).isTrue();
    assertThat(Logs.holds("true" + " or false".repeat(6_000))).isTrue();
  }

  private static void assertRefusedQuickly(String text) {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(() -> OttlConditions.parse(Context.LOG, List.of(text)))
                .isInstanceOf(OttlException.class)
                .satisfies(failure ->
                    assertThat(String.valueOf(failure.getMessage())).hasSizeLessThan(1_000)));
  }

  @Test
  void randomTextIsReadOrRefusedButNeverBreaks() {
    String[] words = {
      "attributes",
      "[",
      "]",
      "\"k\"",
      "(",
      ")",
      "==",
      "<",
      "and",
      "or",
      "not",
      "1",
      "-1",
      "2.5",
      "nil",
      "true",
      "IsString",
      "Len",
      ",",
      ".",
      "body",
      "0xab",
      "{",
      "}",
      ":",
      "+",
      "*",
      "/",
      "-",
      "SEVERITY_NUMBER_INFO",
      "=",
      "resource"
    };
    Seeds.forEach(
        3_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(words[random.nextInt(words.length)])
                .append(random.nextBoolean() ? " " : "");
          }
          try {
            Logs.holds(text.toString());
          } catch (OttlException | EvaluationException refusal) {
            assertThat(refusal.getMessage()).isNotEmpty();
          }
        });
  }

  @Test
  void theContextIsTheFirstInOrderThatSeesAllThatPathsName() {
    assertThat(context("span.name == \"a\" and resource.attributes[\"a\"] == nil"))
        .isEqualTo(Context.SPAN);
    assertThat(context("IsMatch(spanevent.name, \"a\") or span.name == \"b\""))
        .isEqualTo(Context.SPANEVENT);
    assertThat(context("datapoint.value_int > 1 and metric.name == \"b\""))
        .isEqualTo(Context.DATAPOINT);
    assertThat(context("scope.name == \"a\" and resource.attributes[\"b\"] != nil"))
        .isEqualTo(Context.SCOPE);
    assertThat(OttlConditions.inferred(List.of("name == \"a\""))).isNull();
  }

  private static Context context(String condition) {
    OttlConditions conditions = OttlConditions.inferred(List.of(condition));
    return Objects.requireNonNull(conditions).context();
  }
}
