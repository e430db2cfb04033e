package dev.clew.pipeline.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.series.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServiceGraphConfigTest {
  private static Reading<ServiceGraphOptions> read(String yaml) {
    return Reading.ofYaml(yaml, ServiceGraphConfig.TYPE.reader());
  }

  @Test
  void absentKeysHaveTheCollectorsDefaults() {
    ServiceGraphOptions options = read("{}").value();

    assertThat(options.ttlNanos()).isEqualTo(2_000_000_000L);
    assertThat(options.maxItems()).isEqualTo(1000);
    assertThat(options.flushNanos()).isEqualTo(60_000_000_000L);
    assertThat(options.peerAttributes()).containsExactly("peer.service", "db.name", "db.system");
    assertThat(options.databaseAttributes()).containsExactly("db.name");
    assertThat(options.latencies())
        .isInstanceOfSatisfying(
            Measure.Explicit.class,
            explicit -> {
              assertThat(explicit.boundsNanos()).hasSize(16).startsWith(2_000_000L);
              assertThat(explicit.unit()).isEqualTo(Measure.TimeUnit.SECONDS);
            });
  }

  @Test
  void keysWithoutEffectAreTold() {
    Reading<ServiceGraphOptions> reading =
        read("{metrics_exporter: prometheus, cache_loop: 1m, store_expiration_loop: 2s}");

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.warnings()).hasSize(3);
  }

  @Test
  void theOlderKeyNamesOneDatabaseAttribute() {
    assertThat(read("database_name_attribute: db.namespace").value().databaseAttributes())
        .isEqualTo(List.of("db.namespace"));
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThat(
            read("{latency_histogram_buckets: [1s], exponential_histogram_max_size: 160}").errors())
        .extracting(Problem::message)
        .containsExactly(
            "use either `latency_histogram_buckets` or `exponential_histogram_max_size`");
    assertThat(read("exponential_histogram_max_size: -1").isSound()).isFalse();
    assertThat(read("latency_histogram_buckets: [2s, 1s]").isSound()).isFalse();
    assertThat(read("store: {ttl: -1s}").isSound()).isFalse();
    assertThat(read("store: {size: 1}").errors())
        .extracting(Problem::message)
        .containsExactly("'store' has invalid keys: size");
  }
}
