package dev.clew.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SectionTest {
  private record Inner(String name, long weight) {
    static Inner read(Section section) {
      return new Inner(
          section.requiredText("name", "name is missing", "What it is called."),
          section.integer("weight", 7, "How much it counts."));
    }
  }

  private record Options(
      Duration delay,
      List<String> names,
      Inner inner,
      List<Inner> items,
      Map<String, String> tags) {
    static Options read(Section section) {
      return new Options(
          section.duration("wait", Duration.ofSeconds(10), "How long."),
          section.texts("names", List.of("a"), "Who."),
          section.section("inner", Inner::read, "One."),
          section.sections("items", Inner::read, "Many."),
          section.textMap("tags", "Any."));
    }
  }

  @Test
  void absentAndNullKeysHaveTheirDefaults() {
    Options options = read("wait:\ninner: {name: x}").value();

    assertThat(options.delay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.names()).containsExactly("a");
    assertThat(options.inner()).isEqualTo(new Inner("x", 7));
  }

  @Test
  void unknownKeysAreToldWithTheirPathAndPlace() {
    Reading<Options> reading =
        read("wait: 1s\ninner:\n  name: x\n  wait: 1\n  also: 2\nitems: [{name: y, no: 1}]");

    assertThat(reading.errors())
        .extracting(Problem::toString)
        .containsExactly(
            "'inner' has invalid keys: also, wait (inline:5:3)",
            "'items[0]' has invalid keys: no (inline:6:19)");
  }

  @Test
  void wrongTypesAreToldTogether() {
    Reading<Options> reading =
        read("wait: [1]\nnames: {a: b}\ninner: text\ntags: {a: 1}\nitems: [{name: 3}]");

    assertThat(reading.errors())
        .extracting(Problem::message)
        .containsExactly(
            "'wait' expected type 'time.Duration', got unconvertible type '[]interface {}',"
                + " value: '[1]'",
            "'names' source data must be an array or slice, got map",
            "'inner' expected a map or struct, got \"string\"",
            "'items[0].name' expected type 'string', got unconvertible type 'int', value: '3'",
            "'tags[a]' expected type 'string', got unconvertible type 'int', value: '1'");
  }

  @Test
  void theFirstMeaninglessOptionIsToldOnceAllAreDecoded() {
    Reading<Options> reading = read("items: [{}, {}]");

    assertThat(reading.isSound()).isFalse();
    assertThat(reading.errors())
        .extracting(Problem::toString)
        .containsExactly("name is missing (inline:1:1)");
  }

  @Test
  void aBareIntegerDurationCountsNanosecondsAndIsDoubted() {
    Reading<Options> reading = read("wait: 10\ninner: {name: x}");

    assertThat(reading.isSound()).isTrue();
    assertThat(reading.value().delay()).isEqualTo(Duration.ofNanos(10));
    assertThat(reading.warnings()).extracting(Problem::code).containsExactly("W5");
  }

  @Test
  void oneTextIsAListOfItsParts() {
    assertThat(read("names: a,b\ninner: {name: x}").value().names()).containsExactly("a", "b");
  }

  @Test
  void theReferenceListsEveryKeyWithTypeAndDefault() {
    assertThat(Section.describe(Options::read))
        .containsExactly(
            new KeyDoc("wait", "duration", "10s", "How long."),
            new KeyDoc("names", "list of text", "[a]", "Who."),
            new KeyDoc("inner", "map", "", "One."),
            new KeyDoc("inner.name", "text, required", "", "What it is called."),
            new KeyDoc("inner.weight", "integer", "7", "How much it counts."),
            new KeyDoc("items", "list of maps", "", "Many."),
            new KeyDoc("items[].name", "text, required", "", "What it is called."),
            new KeyDoc("items[].weight", "integer", "7", "How much it counts."),
            new KeyDoc("tags", "map of text", "{}", "Any."));
  }

  @Test
  void secretsArePrintedAsNothing() {
    assertThat(new Secret("s3cret")).hasToString("[REDACTED]");
  }

  private static Reading<Options> read(String yaml) {
    return Reading.ofYaml(yaml, Options::read);
  }
}
