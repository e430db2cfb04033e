package dev.clew.pipeline.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrometheusConfigTest {
  private static Reading<PrometheusConfig> read(String yaml) {
    return Reading.ofYaml(yaml, PrometheusConfig.TYPE.reader());
  }

  @Test
  void absentKeysHaveTheCollectorsDefaults() {
    assertThat(read("endpoint: 0.0.0.0:8889").value().page()).isEqualTo(PageOptions.DEFAULT);
  }

  @Test
  void allKeysAreRead() {
    Reading<PrometheusConfig> reading =
        read(
            """
            endpoint: "1.2.3.4:1234"
            namespace: test-space
            const_labels: {label1: value1, "another label": spaced value}
            send_timestamps: true
            metric_expiration: 60m
            add_metric_suffixes: false
            enable_open_metrics: true
            resource_to_telemetry_conversion: {enabled: true}
            without_scope_info: false
            """);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.value().page())
        .isEqualTo(
            new PageOptions(
                "test-space",
                Map.of("label1", "value1", "another label", "spaced value"),
                true,
                3_600_000_000_000L,
                true,
                true,
                true,
                Translation.UNDERSCORE_WITHOUT_SUFFIXES,
                PageOptions.DEFAULT.maxBytes()));
    assertThat(reading.value().server().listening().endpoint()).isEqualTo("1.2.3.4:1234");
  }

  @Test
  void theStrategyGoesBeforeTheOlderKey() {
    assertThat(
            read("{translation_strategy: NoTranslation, add_metric_suffixes: false}")
                .value()
                .page()
                .translation())
        .isEqualTo(Translation.NONE);
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThat(read("translation_strategy: Other").errors())
        .extracting(Problem::message)
        .containsExactly("invalid translation_strategy \"Other\"");
    assertThat(read("metric_expiration: 0s").isSound()).isFalse();
    assertThat(read("path: /x").errors())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("has invalid keys: path");
  }
}
