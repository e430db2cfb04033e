package dev.clew.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final Telemetry telemetry = new Telemetry();

  @Test
  void countersAreShownWithTheirLabels() {
    Counter full = telemetry.counter("refused", "Refused.", new Label("reason", "disk \"full\""));
    telemetry.counter("refused", "Refused.", new Label("reason", "other"));
    full.add(3);
    full.increment();

    assertThat(telemetry.text(TextFormat.PROMETHEUS))
        .isEqualTo(
            """
            # HELP refused_total Refused.
            # TYPE refused_total counter
            refused_total{reason="disk \\"full\\""} 4
            refused_total{reason="other"} 0
            """);
  }

  @Test
  void openMetricsNamesCountersWithoutTheirSuffixAndEnds() {
    telemetry.counter("spans", "Spans.").add(7);

    assertThat(telemetry.text(TextFormat.OPEN_METRICS))
        .isEqualTo(
            """
            # HELP spans Spans.
            # TYPE spans counter
            spans_total 7
            # EOF
            """);
  }

  @Test
  void gaugesAreReadWhenAskedForAndLeftOutWhenUnknown() {
    double[] value = {1.5};
    telemetry.gauge("known", "Known.", () -> value[0]);
    telemetry.gauge("unknown", "Unknown.", () -> Double.NaN);
    value[0] = 2.5;

    assertThat(telemetry.text(TextFormat.PROMETHEUS))
        .contains("known 2.5\n")
        .doesNotContain("\nunknown ");
  }

  @Test
  void histogramsAddUp() {
    Histogram histogram = telemetry.histogram("ack_seconds", "Ack.", 0.1, 1);
    histogram.observe(0.1);
    histogram.observe(0.5);
    histogram.observe(7);

    assertThat(telemetry.text(TextFormat.PROMETHEUS))
        .isEqualTo(
            """
            # HELP ack_seconds Ack.
            # TYPE ack_seconds histogram
            ack_seconds_bucket{le="0.1"} 1
            ack_seconds_bucket{le="1"} 2
            ack_seconds_bucket{le="+Inf"} 3
            ack_seconds_sum 7.6
            ack_seconds_count 3
            """);
  }

  @Test
  void aNameHasOneTypeAndEachLabelSetOneSeries() {
    telemetry.counter("name", "Help.");

    assertThatThrownBy(() -> telemetry.gauge("name", "Help.", () -> 0))
        .hasMessageContaining("counter already");
    assertThatThrownBy(() -> telemetry.counter("name", "Help."))
        .hasMessageContaining("exists already");
  }

  @Test
  void namesAreChecked() {
    assertThatThrownBy(() -> telemetry.counter("spans_total", "Help."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.counter("a-b", "Help."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Label("le gal", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNumberOfSeriesIsBounded() {
    assertThatThrownBy(() ->
            IntStream.range(0, 10_000)
                .forEach(i -> telemetry.gauge("series_" + i, "Help.", () -> 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theProcessIsShown() {
    ProcessTelemetry.addTo(telemetry);

    assertThat(telemetry.text(TextFormat.PROMETHEUS))
        .contains("process_cpu_seconds_total ")
        .contains("clew_uptime_seconds ")
        .contains("jvm_memory_used_bytes{area=\"heap\"} ")
        .contains("clew_gc_collections_total{gc=");
  }
}
