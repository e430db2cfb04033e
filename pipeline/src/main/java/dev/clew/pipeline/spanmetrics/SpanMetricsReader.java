package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.config.GoDuration;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the section of the processor or the connector `spanmetrics`.
final class SpanMetricsReader {
  private static final List<Long> STANDARD_BOUNDS_MILLIS =
      List.of(
          2L, 4L, 6L, 8L, 10L, 50L, 100L, 200L, 400L, 800L, 1_000L, 1_400L, 2_000L, 5_000L, 10_000L,
          15_000L);
  private static final String DELTA = "AGGREGATION_TEMPORALITY_DELTA";
  private static final String CUMULATIVE = "AGGREGATION_TEMPORALITY_CUMULATIVE";

  private final Section section;
  private final boolean isConnector;

  SpanMetricsReader(Section section, boolean isConnector) {
    this.section = section;
    this.isConnector = isConnector;
  }

  /// What the block `histogram` says.
  private record Histogram(
      boolean isDisabled,
      Measure.TimeUnit unit,
      @Nullable List<Duration> buckets,
      @Nullable List<Duration> boundaries,
      @Nullable Integer maxSize,
      List<Dimension> dimensions) {}

  SpanMetricsConfig read() {
    String exporter =
        isConnector ? "" : section.text("metrics_exporter", "", "Exporter that gets the metrics.");
    Histogram histogram = section.section("histogram", this::histogram, "How durations are told.");
    Measure durations = durations(histogram);
    DimensionReader dimensions = new DimensionReader(section, isConnector);
    SpanMetricsOptions.Dimensions read = dimensions.read(histogram.dimensions());
    boolean isDelta = isDelta();
    Long limit =
        section.integer(
            "aggregation_cardinality_limit",
            "Series of a metric within one resource, that for the rest included; no limit of its own if 0.");
    section.check(
        limit == null || (limit >= 0 && limit != 1),
        "aggregation_cardinality_limit",
        "invalid aggregation_cardinality_limit: %s, the limit should be positive".formatted(limit));
    GuardReader guard = new GuardReader(section);
    Guard guarded = guard.guard();
    boolean isBounded = (limit != null && limit > 0) || guard.isBounded();
    dimensions.warnOfUnbounded(isBounded, guarded.prefixes().keySet());
    SeriesBudget budget = guard.budget();
    return new SpanMetricsConfig(
        isConnector,
        section.isSet("histogram"),
        exporter,
        namespace(),
        read,
        durations,
        resources(),
        timing(),
        isDelta,
        exemplars(),
        limit == null || limit < 2
            ? budget
            : budget.withGroupLimit(Math.clamp(limit, 2, Integer.MAX_VALUE)),
        guarded);
  }

  private @Nullable String namespace() {
    String namespace = section.text("namespace", "Text before the names of metrics.");
    return section.isSet("namespace") && namespace == null ? "" : namespace;
  }

  private Histogram histogram(Section inner) {
    Map<String, Measure.TimeUnit> units = new LinkedHashMap<>();
    units.put("ms", Measure.TimeUnit.MILLISECONDS);
    units.put("s", Measure.TimeUnit.SECONDS);
    boolean isDisabled = inner.flag("disable", false, "Whether durations are not told at all.");
    Measure.TimeUnit unit =
        inner.choice("unit", units, "ms", "unknown Unit \"%s\""::formatted, "Unit of durations.");
    List<List<Duration>> explicit =
        inner.section("explicit", this::explicit, "Buckets with fixed bounds.");
    Integer maxSize =
        inner.optionalSection(
            "exponential",
            SpanMetricsReader::maxSize,
            "Buckets that grow exponentially, instead of fixed ones.");
    inner.check(
        maxSize == null || !inner.isSet("explicit"),
        "exponential",
        "use either `explicit` or `exponential` buckets histogram");
    List<Dimension> dimensions =
        isConnector
            ? DimensionReader.list(inner, "dimensions", "More labels of durations.")
            : List.of();
    List<Duration> buckets = explicit.get(0);
    List<Duration> boundaries = explicit.get(1);
    return new Histogram(
        isDisabled,
        unit,
        buckets.isEmpty() ? null : buckets,
        boundaries.isEmpty() ? null : boundaries,
        maxSize,
        dimensions);
  }

  private List<List<Duration>> explicit(Section inner) {
    List<Duration> buckets =
        inner.durations("buckets", List.of(), "Upper bounds of the buckets but the last.");
    List<Duration> boundaries =
        isConnector
            ? List.of()
            : inner.durations("boundaries", List.of(), "Another name of `buckets`.");
    if (!boundaries.isEmpty()) {
      inner.note("boundaries", "\"boundaries\" is read as \"buckets\"");
    }
    return List.of(buckets, boundaries);
  }

  private static int maxSize(Section inner) {
    long size = inner.integer("max_size", 160, "Buckets of a series.");
    boolean isGood = size >= 2 && size <= 16_384;
    inner.check(isGood, "max_size", "max_size of %d, must be 2 to 16384".formatted(size));
    return isGood ? (int) size : 160;
  }

  private @Nullable Measure durations(Histogram histogram) {
    List<Duration> legacy =
        isConnector
            ? List.of()
            : section.durations(
                "latency_histogram_buckets",
                List.of(),
                "Upper bounds of the buckets; the older name of `histogram.explicit.buckets`.");
    List<List<Duration>> given = new ArrayList<>();
    for (List<Duration> each :
        java.util.Arrays.asList(
            histogram.boundaries(), histogram.buckets(), legacy.isEmpty() ? null : legacy)) {
      if (each != null) {
        given.add(each);
      }
    }
    section.check(
        given.size() < 2,
        "histogram",
        "spanmetrics: only one of \"histogram.explicit.boundaries\","
            + " \"histogram.explicit.buckets\", \"latency_histogram_buckets\" may be set");
    if (histogram.isDisabled()) {
      return null;
    }
    if (histogram.maxSize() != null) {
      return new Measure.Exponential(histogram.maxSize(), histogram.unit());
    }
    List<Long> bounds = given.isEmpty() ? standard() : nanos(given.getFirst());
    return new Measure.Explicit(bounds, histogram.unit());
  }

  private static List<Long> standard() {
    return STANDARD_BOUNDS_MILLIS.stream().map(millis -> millis * 1_000_000).toList();
  }

  private List<Long> nanos(List<Duration> bounds) {
    List<Long> nanos = bounds.stream().map(Duration::toNanos).toList();
    for (int i = 1; i < nanos.size(); i++) {
      if (nanos.get(i) <= nanos.get(i - 1)) {
        section.fail(
            "histogram",
            "bounds of buckets must ascend, but %s comes after %s"
                .formatted(GoDuration.print(bounds.get(i)), GoDuration.print(bounds.get(i - 1))));
        return standard();
      }
    }
    return nanos;
  }

  private SpanMetricsOptions.Resources resources() {
    section.withoutEffect("dimensions_cache_size", "Accepted without effect.");
    long max = 1000;
    Set<String> keys = Set.of();
    if (isConnector) {
      max = section.integer("resource_metrics_cache_size", 1000, "Resources that have series.");
      section.check(
          max > 0,
          "resource_metrics_cache_size",
          "invalid cache size: %d, the maximum number of the items in the cache should be positive"
              .formatted(max));
      keys =
          new HashSet<>(
              section.texts(
                  "resource_metrics_key_attributes",
                  List.of(),
                  "Attributes by which resources differ; all if empty."));
      section.withoutEffect("add_resource_attributes", "Accepted without effect.");
    }
    return new SpanMetricsOptions.Resources(Math.clamp(max, 1, 1_000_000), keys);
  }

  private SpanMetricsOptions.Timing timing() {
    Duration standard = Duration.ofSeconds(isConnector ? 60 : 15);
    Duration flush =
        duration(
            "metrics_flush_interval",
            standard,
            "Time from points to points; after each batch if 0.");
    Duration resources =
        duration(
            "metrics_expiration",
            Duration.ZERO,
            "Time without spans after which the series of a resource go; never if 0.");
    Duration series =
        duration(
            "series_expiration",
            Duration.ZERO,
            "Time without spans after which a series goes; never if 0.");
    return new SpanMetricsOptions.Timing(flush.toNanos(), resources.toNanos(), series.toNanos());
  }

  private Duration duration(String key, Duration orElse, String doc) {
    Duration duration = section.duration(key, orElse, doc);
    section.check(
        !duration.isNegative(),
        key,
        "invalid %s: %s, the duration should be positive"
            .formatted(key, GoDuration.print(duration)));
    return duration.isNegative() ? orElse : duration;
  }

  private boolean isDelta() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put(CUMULATIVE, false);
    words.put(DELTA, true);
    boolean isDelta =
        section.choice(
            "aggregation_temporality",
            words,
            CUMULATIVE,
            "unknown aggregation_temporality \"%s\""::formatted,
            "Whether points tell what came since the start or since the last point.");
    if (isConnector) {
      long size =
          section.integer(
              "metric_timestamp_cache_size",
              1000,
              "Accepted without effect: series of deltas are kept for 20 intervals.");
      section.check(
          !isDelta || size > 0,
          "metric_timestamp_cache_size",
          "invalid delta timestamp cache size: %d, the maximum number of the items in the cache should be positive"
              .formatted(size));
    }
    return isDelta;
  }

  private int exemplars() {
    return section.section(
        "exemplars",
        inner -> {
          boolean isOn = inner.flag("enabled", false, "Whether points have exemplars.");
          long max = inner.integer("max_per_data_point", 5, "Exemplars of a point.");
          boolean isGood = max >= 0 && max <= 1000;
          inner.check(
              isGood,
              "max_per_data_point",
              "max_per_data_point of %d, must be 0 to 1000".formatted(max));
          return isOn && isGood ? (int) max : 0;
        },
        "Examples of spans.");
  }
}
