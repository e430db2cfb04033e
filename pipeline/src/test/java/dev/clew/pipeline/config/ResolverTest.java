package dev.clew.pipeline.config;

import static dev.clew.pipeline.config.Fixtures.entry;
import static dev.clew.pipeline.config.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResolverTest {
  @TempDir private Path folder;

  @Test
  void laterFilesMergeIntoEarlierOnes() {
    assertThat(resolve(List.of("yaml:{a: {b: 1, c: [1, 2]}}", "yaml:{a: {c: [3]}, d: 4}")))
        .isEqualTo(Yaml.read("{a: {b: 1, c: [3]}, d: 4}", "x").value());
  }

  @Test
  void nullWipesAnEarlierMap() {
    assertThat(resolve(List.of("yaml:{a: {b: 1}}", "yaml:{a: }")))
        .isEqualTo(Yaml.read("{a: }", "x").value());
  }

  @Test
  void settingsComeLastAndAreTyped() {
    Value resolved =
        new Resolver(Providers.local(Map.of()), false)
            .resolve(List.of("yaml:{a: {b: 1}}"), List.of("a.b=2", "a.c=[x]"), new Problems())
            .value();

    assertThat(resolved).isEqualTo(Yaml.read("{a: {b: 2, c: [x]}}", "x").value());
  }

  @Test
  void doubleColonsSeparateKeys() throws IOException {
    Value resolved =
        resolve(
            List.of(Fixtures.collector("confmap/internal/testdata/embedded_keys.yaml").toString()));

    assertThat(
            entry(
                entry(entry(entry(entry(resolved, "typed"), "options"), "floating"), "point"),
                "example"))
        .isEqualTo(new Value.Fraction(3.14));
  }

  @Test
  void upstreamsMergeScenariosHold() throws IOException {
    int appended = scenarios("merge-append-scenarios.yaml", true);
    int replaced = scenarios("merge-append-scenarios-featuregate-disabled.yaml", false);

    assertThat(appended + replaced).isEqualTo(13);
  }

  private int scenarios(String file, boolean appends) throws IOException {
    String text = Files.readString(Fixtures.collector("confmap/testdata/" + file));
    Node.Sequence nodes = (Node.Sequence) Yaml.read(text, file);
    for (Node node : nodes.items()) {
      Node.Mapping merged = Node.Mapping.empty(node.position());
      Node.Sequence configs =
          (Node.Sequence)
              Objects.requireNonNull(((Node.Mapping) node).entries().get("configs")).node();
      for (Node config : configs.items()) {
        merged = new Merge(appends).merge(merged, (Node.Mapping) config);
      }
      assertThat(merged.value())
          .as(text(entry(node.value(), "name")))
          .isEqualTo(entry(node.value(), "expected"));
    }
    return nodes.items().size();
  }

  @Test
  void twoFilesInOrderMakeUpstreamsOutput() throws IOException {
    Path configs = Fixtures.collector("otelcol/testdata/configs");

    assertThat(
            resolve(
                List.of(
                    configs.resolve("1-config-first.yaml").toString(),
                    configs.resolve("1-config-second.yaml").toString())))
        .isEqualTo(Fixtures.yaml(configs.resolve("1-config-output.yaml")));
  }

  @Test
  void whatIsNoYamlIsToldWithItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "a: 1\nb: [invalid,");

    assertThatThrownBy(() -> resolve(List.of(file.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bad.yaml:2:");
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefused() {
    assertThatThrownBy(() -> resolve(List.of("yaml:{a: 1, a: 2}")))
        .hasMessageContaining("mapping key \"a\" already defined at line 1");
  }

  @Test
  void anAbsentFileIsToldAsUpstreamDoes() {
    assertThatThrownBy(() -> resolve(List.of("file:no-such-file.yaml")))
        .hasMessageContaining(
            "unable to read the file file:no-such-file.yaml:"
                + " open no-such-file.yaml: no such file or directory");
  }

  @Test
  void anUnknownSchemeIsRefused() {
    assertThatThrownBy(() -> resolve(List.of("yaml:{a: '${ftp:x}'}")))
        .hasMessageContaining("scheme \"ftp\" is not supported for uri \"ftp:x\"");
  }

  @Test
  void aReferenceToItselfEnds() {
    Providers providers = Providers.local(Map.of("A", "x${env:A}"));

    assertThatThrownBy(() ->
            new Resolver(providers, false)
                .resolve(List.of("yaml:{a: '${env:A}'}"), List.of(), new Problems()))
        .hasMessageContaining("too many recursive expansions");
  }

  @Test
  void referencesThatMultiplyEnd() {
    Map<String, String> environment =
        Map.of("A", "${env:B}${env:B}", "B", "${env:C}${env:C}", "C", "x".repeat(3_000_000));

    assertThatThrownBy(() ->
            new Resolver(Providers.local(environment), false)
                .resolve(List.of("yaml:{a: '${env:A} '}"), List.of(), new Problems()))
        .hasMessageContaining("too many recursive expansions");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 25; i++) {
      String before = String.join(", ", Collections.nCopies(4, "*a" + (i - 1)));
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, before));
    }

    assertThatThrownBy(() -> Yaml.read(bomb.toString(), "bomb"))
        .hasMessageContaining("excessive aliasing");
  }

  @Test
  void anUnsetVariableIsDoubted() {
    Problems problems = new Problems();
    var _ =
        new Resolver(Providers.local(Map.of()), false)
            .resolve(List.of("yaml:{a: '${env:NOT_SET}'}"), List.of(), problems);

    assertThat(problems.all()).extracting(Problem::code).containsExactly("W6");
  }

  private static Value resolve(List<String> locations) {
    return new Resolver(Providers.local(Map.of()), false)
        .resolve(locations, List.of(), new Problems())
        .value();
  }
}
