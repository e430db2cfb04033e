package dev.clew.pipeline.servicegraph;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.GoDuration;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Reads the section of the connector `servicegraph`.
public final class ServiceGraphConfig {
  /// The type.
  public static final ComponentType<ServiceGraphOptions> TYPE =
      ComponentType.connector(
              "service_graph",
              Set.of(new Route(Signal.TRACES, Signal.METRICS)),
              ServiceGraphConfig::read,
              "Counts calls between services, from the spans of both sides.")
          .called("servicegraph");

  private static final List<Long> STANDARD_BOUNDS_MILLIS =
      List.of(
          2L, 4L, 6L, 8L, 10L, 50L, 100L, 200L, 400L, 800L, 1_000L, 1_400L, 2_000L, 5_000L, 10_000L,
          15_000L);

  private ServiceGraphConfig() {}

  private record Store(long ttlNanos, int maxItems) {
    static Store read(Section section) {
      Duration ttl =
          section.duration("ttl", Duration.ofSeconds(2), "Time that one side waits for the other.");
      long items = section.integer("max_items", 1000, "Sides that wait.");
      section.check(!ttl.isNegative(), "ttl", "ttl must not be negative");
      boolean isGood = items >= 0 && items <= 10_000_000;
      section.check(isGood, "max_items", "max_items of %d, must be 0 to 10000000".formatted(items));
      return new Store(ttl.abs().toNanos(), isGood ? (int) items : 0);
    }
  }

  static ServiceGraphOptions read(Section section) {
    Store store = section.section("store", Store::read, "Sides of calls that wait for the other.");
    Measure latencies = latencies(section);
    section.withoutEffect("metrics_exporter", "Accepted without effect.");
    section.withoutEffect("cache_loop", "Accepted without effect.");
    section.withoutEffect("store_expiration_loop", "Accepted without effect.");
    Duration flush =
        section.duration(
            "metrics_flush_interval",
            Duration.ofSeconds(60),
            "Time from points to points; after each batch if 0.");
    section.check(
        !flush.isNegative(),
        "metrics_flush_interval",
        "invalid metrics_flush_interval: %s, the duration should be positive"
            .formatted(GoDuration.print(flush)));
    return new ServiceGraphOptions(
        store.ttlNanos(),
        store.maxItems(),
        latencies,
        section.texts("dimensions", List.of(), "Attributes that become labels, of each side."),
        section.texts(
            "virtual_node_peer_attributes",
            List.of("peer.service", "db.name", "db.system"),
            "Attributes that name a server which sends no spans, the first that is there."),
        section.flag(
            "virtual_node_extra_label",
            false,
            "Whether the label `virtual_node` tells which side sent no spans."),
        databases(section),
        flush.abs().toNanos(),
        SeriesBudget.DEFAULT);
  }

  private static List<String> databases(Section section) {
    String single =
        section.text(
            "database_name_attribute",
            "Attribute that names a database; the older form of `database_name_attributes`.");
    List<String> several =
        section.texts(
            "database_name_attributes",
            List.of("db.name"),
            "Attributes that name a database, the first that is there.");
    return single == null ? several : List.of(single);
  }

  private static Measure latencies(Section section) {
    List<Duration> bounds =
        section.durations(
            "latency_histogram_buckets",
            STANDARD_BOUNDS_MILLIS.stream().map(Duration::ofMillis).toList(),
            "Upper bounds of the buckets but the last.");
    long maxSize =
        section.integer(
            "exponential_histogram_max_size",
            0,
            "Buckets of a series that grow exponentially, instead of fixed ones.");
    section.check(
        maxSize >= 0,
        "exponential_histogram_max_size",
        "`exponential_histogram_max_size` can not be negative");
    section.check(
        maxSize <= 0 || !section.isSet("latency_histogram_buckets"),
        "exponential_histogram_max_size",
        "use either `latency_histogram_buckets` or `exponential_histogram_max_size`");
    if (maxSize > 0) {
      boolean isGood = maxSize >= 2 && maxSize <= 16_384;
      section.check(
          isGood,
          "exponential_histogram_max_size",
          "exponential_histogram_max_size of %d, must be 2 to 16384".formatted(maxSize));
      return new Measure.Exponential(isGood ? (int) maxSize : 160, Measure.TimeUnit.SECONDS);
    }
    List<Long> nanos = bounds.stream().map(Duration::toNanos).toList();
    for (int i = 1; i < nanos.size(); i++) {
      if (nanos.get(i) <= nanos.get(i - 1)) {
        section.fail("latency_histogram_buckets", i, "bounds of buckets must ascend");
        nanos = List.of();
      }
    }
    return new Measure.Explicit(nanos, Measure.TimeUnit.SECONDS);
  }
}
