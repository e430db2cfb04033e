package dev.clew.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.Otlp;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.testkit.TestData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every configuration of upstream's filter is read or refused as upstream does it.
final class FilterFixturesTest {
  private static final String CONTRIB = "collector/opentelemetry-collector-contrib-v0.121.0/";
  private static final String FOLDER = CONTRIB + "processor/filterprocessor/testdata";
  private static final String UNKNOWN_TYPE =
      "unrecognized match_type: 'expr', valid types are: [regexp strict]";

  /// By file and entry what a refusal must contain; all others are accepted.
  private static final Map<String, String> REFUSED = refused();

  private static Map<String, String> refused() {
    Map<String, String> refused = new HashMap<>();
    for (String entry : List.of("empty", "include", "exclude", "includeexclude")) {
      refused.put("config_expr.yaml/filter/" + entry, UNKNOWN_TYPE);
    }
    refused.put("config_invalid.yaml/filter/include", "error parsing regexp: ");
    String mixed = "cannot use ottl conditions and include/exclude for %s at the same time";
    refused.put("config_ottl.yaml/filter/spans_mix_config", mixed.formatted("spans"));
    refused.put("config_ottl.yaml/filter/metrics_mix_config", "");
    refused.put("config_ottl.yaml/filter/logs_mix_config", mixed.formatted("logs"));
    for (String kind : List.of("span", "spanevent", "metric", "datapoint", "log")) {
      refused.put("config_ottl.yaml/filter/bad_syntax_" + kind, "unable to parse OTTL condition");
    }
    refused.put("config_traces_invalid.yaml/filter/spans", Criteria.NO_CRITERION);
    return refused;
  }

  @Test
  void fixturesAreReadOrRefused() {
    int accepted = 0;
    int refused = 0;
    for (Path file : TestData.files(FOLDER, ".yaml")) {
      for (Map.Entry<String, Value> entry : entries(Otlp.yaml(Otlp.read(file))).entrySet()) {
        String name = file.getFileName() + "/" + entry.getKey();
        Reading<FilterOptions> reading = read(entry.getValue());
        if (REFUSED.containsKey(name)) {
          refused++;
          assertThat(reading.problems())
              .as(name)
              .filteredOn(Problem::isError)
              .extracting(Problem::message)
              .anyMatch(message -> message.contains(REFUSED.get(name)));
        } else {
          accepted++;
          assertThat(reading.errors()).as(name).isEmpty();
        }
      }
    }

    assertThat(refused).isEqualTo(REFUSED.size());
    assertThat(accepted).isGreaterThan(30);
    System.out.printf("filter fixtures: %d accepted, %d refused%n", accepted, refused);
  }

  @Test
  void mixedMetricsAreRefusedAsUpstreamSays() {
    String text =
        "metrics: {include: {match_type: strict, metric_names: [a]}, metric: ['name == \"a\"']}";

    assertThat(Reading.ofYaml(text, FilterOptions::read).errors().getFirst().message())
        .isEqualTo("cannot use ottl conditions and include/exclude for metrics at the same time");
  }

  @Test
  void filterSetsAreReadOrRefused() {
    int accepted = 0;
    String folder = CONTRIB + "internal/filter/filtermetric/testdata";
    for (Path file : TestData.files(folder, ".yaml")) {
      for (Map.Entry<String, Value> entry : entries(Otlp.yaml(Otlp.read(file))).entrySet()) {
        Reading<Criteria> reading = Reading.ofYaml(json(entry.getValue()), Criteria::readMetrics);
        assertThat(reading.errors()).as(entry.getKey()).isEmpty();
        accepted++;
      }
    }
    String invalid = "match_type: invalid";
    assertThat(Reading.ofYaml(invalid, Criteria::readMetrics).errors().getFirst().message())
        .isEqualTo("unrecognized match_type: 'invalid', valid types are: [regexp strict]");
    assertThat(accepted).isEqualTo(4);
  }

  private static Reading<FilterOptions> read(Value value) {
    return Reading.ofYaml(json(value), FilterOptions::read);
  }

  private static String json(Value value) {
    return value instanceof Value.Nothing
        ? "{}"
        : Documents.print(dev.clew.pipeline.ottl.Value.of(value));
  }

  private static Map<String, Value> entries(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  @Test
  void theReferenceNamesEveryKey() {
    assertThat(Section.describe(FilterOptions::read))
        .extracting(each -> each.path())
        .contains(
            "error_mode",
            "spans.include.libraries[].version",
            "traces.spanevent",
            "metrics.include.metric_names",
            "logs.exclude.severity_number.min",
            "trace_conditions[].context");
  }
}
