package dev.clew.pipeline.graph;

import static dev.clew.pipeline.config.Fixtures.entry;
import static dev.clew.pipeline.config.Fixtures.list;
import static dev.clew.pipeline.config.Fixtures.map;
import static dev.clew.pipeline.config.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.config.Fixtures;
import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Resolver;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Upstream's own configurations are accepted or refused as upstream does.
final class CollectorFixturesTest {
  private static final Registry TYPES = TestTypes.registry();

  /// Sections of single components: the file and whose section it is.
  private static final Map<String, String> SECTIONS = sections();

  @Test
  void wholeFilesAreAcceptedOrRefused() throws IOException {
    int accepted = 0;
    int refused = 0;
    for (Path file : yamlFiles("otelcol/testdata")) {
      String name = String.valueOf(file.getFileName());
      Loading loading = load(file, Map.of());
      if (name.contains("invalid") || name.contains("cyclic")) {
        assertThat(loading.refusal()).as(name).isNotEmpty();
        refused++;
      } else {
        assertThat(loading.refusal()).as(name).isEmpty();
        accepted++;
      }
    }

    assertThat(accepted).isEqualTo(4);
    assertThat(refused).isEqualTo(7);
    System.out.println("whole files: " + accepted + " accepted, " + refused + " refused");
  }

  @Test
  void endToEndFilesAreAccepted() throws IOException {
    Map<String, String> environment =
        Map.of(
            "OTEL_PORT", "4318",
            "METRICS_PORT", "9999",
            "EXPORTER_ENDPOINT", "http://localhost:1234");
    List<Path> files = yamlFiles("internal/e2e/testdata");
    for (Path file : files) {
      assertThat(load(file, environment).refusal()).as("%s", file).isEmpty();
    }

    assertThat(files).hasSize(3);
  }

  @Test
  void listsOfReceiversComeFromVariables() {
    Map<String, String> environment = Map.of("RECEIVERS", "[nop]");
    for (String name : List.of("config.yaml", "config_env.yaml", "config_default_scheme.yaml")) {
      Path file = Fixtures.collector("otelcol/otelcoltest/testdata/" + name);
      assertThat(load(file, environment).refusal()).as(name).isEmpty();
    }
  }

  @Test
  void theLocalExampleIsRefusedUntilItsUnknownExtensionIsNamed() {
    Path file = Fixtures.collector("examples/local/otel-config.yaml");
    Loading strict = load(file, Map.of());
    Loading lenient =
        CollectorFile.load(
            new LoadRequest(
                List.of(file.toString()),
                List.of(),
                Providers.local(Map.of()),
                FeatureGates.none(),
                Set.of("zpages")),
            TYPES);

    assertThat(strict.refusal()).contains("unknown type: \"zpages\" for id: \"zpages\"");
    assertThat(lenient.refusal()).isEmpty();
    assertThat(lenient.warnings())
        .extracting(Problem::message)
        .contains("extension \"zpages\" is left out as --lenient says");
  }

  @Test
  void upstreamsRefusalsAreFoundInOurs() throws IOException {
    Value expected = Fixtures.yaml(Fixtures.collector("../derived/expected-errors.yaml"));
    int checked = 0;
    int others = 0;
    for (Value one : list(expected)) {
      Path file = Fixtures.collector("..").resolve(text(entry(one, "file")));
      String refusal =
          refusal(file, map(one).containsKey("entry") ? text(entry(one, "entry")) : "");
      if (refusal == null) {
        others++;
        continue;
      }
      assertThat(refusal).as("%s", one).contains(text(entry(one, "contains")));
      checked++;
    }

    assertThat(checked).isGreaterThanOrEqualTo(28);
    System.out.println(
        checked + " expected errors found, " + others + " of types that are not in the catalogue");
  }

  @Test
  void sectionsOfComponentsAreAcceptedOrRefused() throws IOException {
    int count = 0;
    for (Map.Entry<String, String> one : SECTIONS.entrySet()) {
      Path file = Fixtures.collector(one.getKey());
      String name = String.valueOf(file.getFileName());
      boolean isBad =
          name.startsWith("bad")
              || name.startsWith("typo")
              || name.contains("invalid")
              || name.contains("_typo");
      List<Problem> errors = read(node(file), one.getValue()).errors();

      assertThat(errors.isEmpty()).as("%s %s", one.getKey(), errors).isEqualTo(!isBad);
      count++;
    }
    System.out.println(count + " sections of components accepted or refused");
    assertThat(count).isEqualTo(22);
  }

  @Test
  void namedEntriesAreAcceptedOrRefused() throws IOException {
    String contrib = "../opentelemetry-collector-contrib-v0.121.0/";
    int count = 0;
    count +=
        entries(
            contrib + "extension/bearertokenauthextension/testdata/config.yaml",
            "extension/bearertokenauth",
            Set.of("bearertokenauth", "bearertokenauth/tokensandtoken"));
    count +=
        entries(
            contrib + "extension/basicauthextension/testdata/config.yaml",
            "extension/basicauth",
            Set.of("basicauth", "basicauth/both"));
    count +=
        entries(
            contrib + "extension/storage/filestorage/testdata/config.yaml",
            "extension/file_storage",
            Set.of());
    count +=
        entries(
            contrib + "exporter/fileexporter/testdata/config.yaml",
            "exporter/file",
            Set.of(
                "file",
                "file/format_error",
                "file/compression_error",
                "file/flush_interval_negative_value",
                "file/group_by",
                "file/group_by_defaults",
                "file/group_by_invalid_path",
                "file/group_by_invalid_path2",
                "file/group_by_empty_resource_attribute"));
    count +=
        entries(
            "exporter/otlpexporter/testdata/invalid_configs.yaml",
            "exporter/otlp",
            Set.of(
                "no_endpoint",
                "https_endpoint",
                "http_endpoint",
                "invalid_timeout",
                "invalid_retry",
                "invalid_tls",
                "missing_port",
                "invalid_port",
                "invalid_unix_socket"));
    System.out.println(count + " named entries accepted or refused");
    assertThat(count).isEqualTo(40);
  }

  @Test
  void aBareIntegerFlushIntervalIsDoubted() {
    Path file =
        Fixtures.collector(
            "../opentelemetry-collector-contrib-v0.121.0/exporter/fileexporter/testdata/config.yaml");
    Node.Mapping entries = (Node.Mapping) node(file);
    Reading<?> reading = read(child(entries, "file/flush_interval_5"), "exporter/file");

    assertThat(reading.warnings()).extracting(Problem::code).containsExactly("W5");
  }

  private static int entries(String name, String type, Set<String> bad) {
    Node.Mapping entries = (Node.Mapping) node(Fixtures.collector(name));
    entries
        .entries()
        .forEach((key, entry) ->
            assertThat(read(entry.node(), type).isSound())
                .as("%s %s", name, key)
                .isEqualTo(!bad.contains(key)));
    return entries.entries().size();
  }

  /// Null if the type is not in this catalogue.
  private static @Nullable String refusal(Path file, String entry) throws IOException {
    String path = file.toString();
    if (path.contains("/otelcol/")) {
      return load(file, Map.of()).refusal();
    }
    String type =
        path.contains("otlpreceiver")
            ? "receiver/otlp"
            : path.contains("otlpexporter")
                ? "exporter/otlp"
                : path.contains("basicauth")
                    ? "extension/basicauth"
                    : path.contains("fileexporter")
                        ? "exporter/file"
                        : path.contains("otelconftelemetry") ? "telemetry" : "";
    if (type.isEmpty()) {
      return null;
    }
    Node node = node(file);
    Node section = entry.isEmpty() ? node : child((Node.Mapping) node, entry);
    return read(section, type).errors().toString();
  }

  private static Node child(Node.Mapping map, String key) {
    return Objects.requireNonNull(map.entries().get(key)).node();
  }

  private static Reading<?> read(Node node, String type) {
    return Reading.of(node, reader(type));
  }

  private static Function<Section, ?> reader(String type) {
    if (type.equals("telemetry")) {
      return ServiceTelemetry::read;
    }
    List<String> parts = new ArrayList<>(List.of(type.split("/")));
    Kind kind = Kind.valueOf(parts.get(0).toUpperCase(Locale.ROOT));
    ComponentType<?> found = TYPES.find(kind, parts.get(1));
    return Objects.requireNonNull(found).reader();
  }

  private static Node node(Path file) {
    return new Resolver(Providers.local(Map.of()), false)
        .resolve(List.of(file.toString()), List.of(), new Problems());
  }

  private static Loading load(Path file, Map<String, String> environment) {
    return CollectorFile.load(
        LoadRequest.of(List.of(file.toString()), Providers.local(environment)), TYPES);
  }

  private static List<Path> yamlFiles(String folder) throws IOException {
    try (var files = Files.list(Fixtures.collector(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Map<String, String> sections() {
    Map<String, String> sections = new TreeMap<>();
    for (String name :
        List.of(
            "bad_no_proto_config",
            "bad_proto_config",
            "config",
            "default",
            "invalid_logs_path",
            "invalid_metrics_path",
            "invalid_profiles_path",
            "invalid_traces_path",
            "only_grpc",
            "only_http",
            "only_http_empty_map",
            "only_http_null",
            "typo_default_proto_config")) {
      sections.put("receiver/otlpreceiver/testdata/" + name + ".yaml", "receiver/otlp");
    }
    for (String name :
        List.of(
            "config_output_paths",
            "config_output_paths_empty",
            "config_verbosity",
            "config_verbosity_typo")) {
      sections.put("exporter/debugexporter/testdata/" + name + ".yaml", "exporter/debug");
    }
    sections.put("exporter/otlpexporter/testdata/config.yaml", "exporter/otlp");
    sections.put("exporter/otlpexporter/testdata/default-batch.yaml", "exporter/otlp");
    sections.put("exporter/otlphttpexporter/testdata/config.yaml", "exporter/otlphttp");
    sections.put(
        "exporter/otlphttpexporter/testdata/bad_invalid_encoding.yaml", "exporter/otlphttp");
    sections.put("processor/batchprocessor/testdata/config.yaml", "processor/batch");
    return sections;
  }
}
