package dev.clew.pipeline.config;

import static dev.clew.pipeline.config.Fixtures.entry;
import static dev.clew.pipeline.config.Fixtures.list;
import static dev.clew.pipeline.config.Fixtures.map;
import static dev.clew.pipeline.config.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The expansion of references, by upstream's own cases.
final class ExpansionFixturesTest {
  private static Value cases = new Value.Nothing();

  @BeforeAll
  static void read() throws IOException {
    cases = Fixtures.yaml(Fixtures.collector("../derived/expansion-cases.yaml"));
  }

  @Test
  void escapedReferencesStay() {
    Value escaped = entry(cases, "escaped_env");
    Node.Mapping resolved =
        resolve(endToEnd("expand-escaped-env.yaml"), texts(entry(escaped, "env")));

    Map<String, Value> expected = map(entry(escaped, "expect_test_map"));
    assertThat(map(entry(resolved.value(), "test_map"))).isEqualTo(expected);
    assertThat(expected).hasSize(22);
  }

  @Test
  void filesWithVariablesEqualThoseWithout() throws IOException {
    Map<String, String> environment = texts(entry(entry(cases, "expand_with_files"), "env"));
    Value expected = Fixtures.yaml(Fixtures.collector("confmap/testdata/expand-with-no-env.yaml"));

    for (String name : List.of("no", "partial", "all")) {
      Path file = Fixtures.collector("confmap/testdata/expand-with-" + name + "-env.yaml");
      assertThat(resolve(file, environment).value()).isEqualTo(expected);
    }
  }

  @Test
  void valuesAreTypedByTheirTarget() {
    List<Value> typing = list(entry(cases, "typing"));
    for (Value one : typing) {
      String value = text(entry(one, "env"));
      check(one, Map.of("ENV", value, "ENV_VALUE", "testreceiver"));
      check(one, Map.of("ENV", "${env:ENV2}", "ENV2", value, "ENV_VALUE", "testreceiver"));
    }
    assertThat(typing).hasSize(43);
    System.out.println(typing.size() + " cases of typed expansion hold, direct and indirect");
  }

  @Test
  void referencesWithinVariablesAreExpanded() {
    for (Value one : list(entry(cases, "recursive_inline"))) {
      check(
          one,
          Map.of(
              "ENV", "The value ${env:ENV2} is wrapped",
              "ENV2", "The value ${env:ENV3} is wrapped",
              "ENV3", text(entry(one, "value"))));
    }
  }

  @Test
  void elementsAreTypedByTheirTarget() {
    Map<String, String> value = Map.of("VALUE", "1234");
    assertThat(read("types_map.yaml", value, s -> s.textMap("field", "")).value())
        .isEqualTo(Map.of("key", "1234"));
    assertThat(read("types_slice.yaml", value, s -> s.texts("field", List.of(), "")).value())
        .containsExactly("1234");
    assertThat(read("types_slice.yaml", value, s -> s.values("field", "")).value())
        .containsExactly(new Value.Whole(1_234));
    assertThat(
            read(
                    "types_complex.yaml",
                    value,
                    s -> s.sections("field", i -> i.texts("key", List.of(), ""), ""))
                .value())
        .containsExactly(List.of("1234"));
    assertThat(
            read(
                    "types_complex.yaml",
                    value,
                    s -> s.sections("field", i -> i.values("key", ""), ""))
                .value())
        .containsExactly(List.of(new Value.Whole(1_234)));
  }

  @Test
  void anEmptyVariableIsTheZeroOfTheTypeAndNotTheDefault() {
    Function<Section, Long> reader = section -> section.integer("field", 7, "");

    assertThat(read("types_expand.yaml", Map.of("ENV", ""), reader).value()).isZero();
  }

  @Test
  void sectionsThatSayNothingResolveToNothing() {
    for (Value one : list(entry(cases, "sections"))) {
      Node.Mapping resolved = resolve(endToEnd(text(entry(one, "file"))), Map.of());
      assertThat(resolved.value()).isEqualTo(entry(one, "expect"));
    }
  }

  @Test
  void listsComeFromVariablesOfAnIncludedFile() {
    Node.Mapping resolved =
        resolve(
            endToEnd("indirect-slice-env-var-main.yaml"),
            Map.of(
                "BASE_FOLDER", endToEnd("").toString(),
                "OTEL_LOGS_RECEIVER", "[nop, otlp]",
                "OTEL_LOGS_EXPORTER", "[otlp, nop]"));
    Value logs = entry(entry(entry(resolved.value(), "service"), "pipelines"), "logs");

    assertThat(logs).isEqualTo(entry(entry(cases, "indirect_slice"), "expect"));
  }

  @Test
  void aCommentOfAnIncludedFileIsNoReference() {
    Problems problems = new Problems();
    Providers providers =
        new Providers(Map.of(), Fixtures.collector("confmap/internal/e2e"), Fixtures.noWeb());
    Node.Mapping resolved =
        new Resolver(providers, false)
            .resolve(List.of("testdata/issue-10787-main.yaml"), List.of(), problems);

    assertThat(entry(entry(entry(resolved.value(), "exporters"), "debug"), "verbosity"))
        .isEqualTo(new Value.Text("detailed"));
  }

  private static void check(Value one, Map<String, String> environment) {
    String target = text(entry(one, "target"));
    String file = target.equals("inline") ? "types_expand_inline.yaml" : "types_expand.yaml";
    if (map(one).containsKey("resolve_error")) {
      assertThatThrownBy(() -> resolve(endToEnd(file), environment))
          .hasMessageContaining(text(entry(one, "resolve_error")));
      return;
    }
    Reading<? extends Object> reading = read(file, environment, section -> field(section, target));
    if (map(one).containsKey("error")) {
      assertThat(reading.errors())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains(text(entry(one, "error"))));
      return;
    }
    assertThat(reading.errors()).as("%s", one).isEmpty();
    assertThat(reading.value()).as("%s", one).isEqualTo(plain(entry(one, "expect")));
  }

  private static Object field(Section section, String target) {
    return switch (target) {
      case "int" -> section.integer("field", 0, "");
      case "bool" -> section.flag("field", false, "");
      case "slice" -> section.texts("field", List.of(), "");
      default -> section.text("field", "", "");
    };
  }

  private static Object plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Whole(long number) -> number;
      case Value.Flag(boolean isTrue) -> isTrue;
      case Value.Sequence(List<Value> items) ->
          items.stream().map(ExpansionFixturesTest::plain).toList();
      default -> value;
    };
  }

  private static Path endToEnd(String file) {
    return Fixtures.collector("confmap/internal/e2e/testdata").resolve(file);
  }

  private static <T> Reading<T> read(
      String file, Map<String, String> environment, Function<Section, T> reader) {
    return Reading.of(resolve(endToEnd(file), environment), reader);
  }

  private static Node.Mapping resolve(Path file, Map<String, String> environment) {
    return new Resolver(Providers.local(environment), false)
        .resolve(List.of(file.toString()), List.of(), new Problems());
  }

  private static Map<String, String> texts(Value value) {
    Map<String, String> texts = new HashMap<>();
    map(value).forEach((key, text) -> texts.put(key, text(text)));
    return texts;
  }
}
