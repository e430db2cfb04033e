package dev.clew.pipeline.prometheus;

import static dev.clew.pipeline.prometheus.PrometheusNames.Kind.COUNTER;
import static dev.clew.pipeline.prometheus.PrometheusNames.Kind.GAUGE;
import static dev.clew.pipeline.prometheus.PrometheusNames.Kind.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class PrometheusNamesTest {
  private final PrometheusNames names =
      new PrometheusNames("", Translation.UNDERSCORE_WITH_SUFFIXES);

  @Test
  void unitsAndKindsAreAppended() {
    assertThat(names.metric("http.server.duration", "ms", OTHER))
        .isEqualTo("http_server_duration_milliseconds");
    assertThat(names.metric("system.io", "By", COUNTER)).isEqualTo("system_io_bytes_total");
    assertThat(names.metric("cpu.utilization", "1", GAUGE)).isEqualTo("cpu_utilization_ratio");
    assertThat(names.metric("cpu.utilization", "1", COUNTER)).isEqualTo("cpu_utilization_total");
    assertThat(names.metric("speed", "km/h", GAUGE)).isEqualTo("speed_km_per_hour");
    assertThat(names.metric("requests", "{request}/s", GAUGE)).isEqualTo("requests_per_second");
    assertThat(names.metric("load", "%", GAUGE)).isEqualTo("load_percent");
    assertThat(names.metric("pages", "{page}", GAUGE)).isEqualTo("pages");
  }

  @Test
  void wordsThatAreThereAreNotAppendedAgain() {
    assertThat(names.metric("calls_total", "", COUNTER)).isEqualTo("calls_total");
    assertThat(names.metric("total.calls", "", COUNTER)).isEqualTo("calls_total");
    assertThat(names.metric("uptime_seconds", "s", GAUGE)).isEqualTo("uptime_seconds");
    assertThat(names.metric("bytes.read", "By", COUNTER)).isEqualTo("bytes_read_total");
  }

  @Test
  void runsOfOtherCharactersBecomeOneUnderscore() {
    assertThat(names.metric("a..b--c__d", "", GAUGE)).isEqualTo("a_b_c_d");
    assertThat(names.metric("2xx", "", GAUGE)).isEqualTo("_2xx");
    assertThat(names.metric("job:rate", "", GAUGE)).isEqualTo("job:rate");
    assertThat(names.metric("…", "", GAUGE)).isEmpty();
  }

  @Test
  void theNamespaceComesFirst() {
    PrometheusNames spaced =
        new PrometheusNames("test-space", Translation.UNDERSCORE_WITH_SUFFIXES);

    assertThat(spaced.metric("calls", "", COUNTER)).isEqualTo("test_space_calls_total");
    assertThat(spaced.metric("2xx", "", GAUGE)).isEqualTo("test_space_2xx");
  }

  @Test
  void otherTranslationsKeepMore() {
    PrometheusNames bare = new PrometheusNames("n", Translation.UNDERSCORE_WITHOUT_SUFFIXES);
    PrometheusNames utf8 = new PrometheusNames("n", Translation.UTF8_WITH_SUFFIXES);
    PrometheusNames none = new PrometheusNames("", Translation.NONE);

    assertThat(bare.metric("http.calls", "s", COUNTER)).isEqualTo("n_http_calls");
    assertThat(utf8.metric("http.calls", "s", COUNTER)).isEqualTo("n_http.calls_seconds_total");
    assertThat(utf8.metric("http.calls_total", "", COUNTER)).isEqualTo("n_http.calls_total");
    assertThat(none.metric("http.calls", "s", COUNTER)).isEqualTo("http.calls");
    assertThat(none.label("a.b")).isEqualTo("a.b");
  }

  @Test
  void labelsHaveNoColonAndBeginWithNoDigit() {
    assertThat(names.label("auth.failure_reason")).isEqualTo("auth_failure_reason");
    assertThat(names.label("net.peer.ip")).isEqualTo("net_peer_ip");
    assertThat(names.label("a:b")).isEqualTo("a_b");
    assertThat(names.label("5xx")).isEqualTo("key_5xx");
    assertThat(names.label("__name__")).isEqualTo("_name_");
    assertThat(names.label("_x")).isEqualTo("_x");
    assertThat(names.label("…")).isEmpty();
  }

  @Test
  void namesAreAlwaysValid() {
    Seeds.forEach(
        2_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(
                (char) (random.nextInt(8) == 0 ? random.nextInt(500) : random.nextInt(128)));
          }
          String metric = names.metric(text.toString(), text.toString(), COUNTER);
          String label = names.label(text.toString());

          assertThat(metric).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
          assertThat(label).matches("|[a-zA-Z_][a-zA-Z0-9_]*");
        });
  }
}
