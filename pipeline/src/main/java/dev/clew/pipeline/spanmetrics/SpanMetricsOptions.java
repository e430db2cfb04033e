package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How spans become metrics.
///
/// @param namespace before the names of metrics, with a point; empty for none
/// @param durations how durations are told; null for not at all
/// @param maxExemplars exemplars of a point; 0 for none
/// @param countsUnnamed whether spans without `service.name` count, as those of `unknown_service`
/// @param budget of each metric
/// @param extraSeries further metrics
public record SpanMetricsOptions(
    NamingProfile naming,
    String namespace,
    Dimensions dimensions,
    @Nullable Measure durations,
    Resources resources,
    Timing timing,
    boolean isDelta,
    int maxExemplars,
    boolean countsUnnamed,
    SeriesBudget budget,
    Guard guard,
    List<ExtraSeries> extraSeries) {
  public SpanMetricsOptions {
    extraSeries = List.copyOf(extraSeries);
    if (maxExemplars < 0 || maxExemplars > 1000) {
      throw new IllegalArgumentException("%d exemplars of a point".formatted(maxExemplars));
    }
  }

  /// The options with further metrics.
  public SpanMetricsOptions with(List<ExtraSeries> extra) {
    return with(guard, extra);
  }

  /// The options with a secret that hashes of sketches depend on; see [Guard#hashSeed].
  public SpanMetricsOptions withHashSeed(long seed) {
    return with(guard.withHashSeed(seed), extraSeries);
  }

  private SpanMetricsOptions with(Guard otherGuard, List<ExtraSeries> extra) {
    return new SpanMetricsOptions(
        naming,
        namespace,
        dimensions,
        durations,
        resources,
        timing,
        isDelta,
        maxExemplars,
        countsUnnamed,
        budget,
        otherGuard,
        extra);
  }

  /// Full name of a metric.
  String name(String metric) {
    return namespace.isEmpty() ? metric : namespace + "." + metric;
  }

  /// Which labels the metrics have.
  ///
  /// @param shared of calls and durations
  /// @param calls of calls besides
  /// @param durations of durations besides
  /// @param events of events besides the shared ones; null if events are not counted
  /// @param excluded names among service.name, span.name, span.kind, status.code to leave out
  /// @param scopes instrumentation scopes whose name and version become labels
  public record Dimensions(
      List<Dimension> shared,
      List<Dimension> calls,
      List<Dimension> durations,
      @Nullable List<Dimension> events,
      Set<String> excluded,
      Set<String> scopes) {
    public Dimensions {
      shared = List.copyOf(shared);
      calls = List.copyOf(calls);
      durations = List.copyOf(durations);
      events = events == null ? null : List.copyOf(events);
      excluded = Set.copyOf(excluded);
      scopes = Set.copyOf(scopes);
    }

    /// These for all metrics, no events.
    public static Dimensions of(List<Dimension> shared) {
      return new Dimensions(shared, List.of(), List.of(), null, Set.of(), Set.of());
    }
  }

  /// How resources are told apart, where the naming says that they are.
  ///
  /// @param maxResources further ones share series
  /// @param keyAttributes by which; empty for all
  public record Resources(int maxResources, Set<String> keyAttributes) {
    public static final Resources DEFAULT = new Resources(1000, Set.of());

    public Resources {
      keyAttributes = Set.copyOf(keyAttributes);
      if (maxResources < 1) {
        throw new IllegalArgumentException("room for %d resources".formatted(maxResources));
      }
    }
  }

  /// When points come and series go.
  ///
  /// @param flushNanos from points to points; 0 for after each batch
  /// @param resourceExpiryNanos after which the series of a resource without spans go; 0 for never
  /// @param seriesExpiryNanos after which a series without spans goes; 0 for never
  public record Timing(long flushNanos, long resourceExpiryNanos, long seriesExpiryNanos) {
    public Timing {
      if (flushNanos < 0 || resourceExpiryNanos < 0 || seriesExpiryNanos < 0) {
        throw new IllegalArgumentException(
            "negative timing: %d %d %d"
                .formatted(flushNanos, resourceExpiryNanos, seriesExpiryNanos));
      }
    }
  }
}
