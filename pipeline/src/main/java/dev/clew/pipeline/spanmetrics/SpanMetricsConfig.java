package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.NamesExporter;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Options of the processor and of the connector `spanmetrics` as the file has them; with the block
/// `compat` they become [SpanMetricsOptions].
///
/// @param isConnector whether they are of the connector
/// @param hasHistogram whether the file says how durations are told
/// @param metricsExporter id of the exporter that gets the metrics; empty if none is named
/// @param namespace before the names of metrics; null if the file says nothing
public record SpanMetricsConfig(
    boolean isConnector,
    boolean hasHistogram,
    String metricsExporter,
    @Nullable String namespace,
    SpanMetricsOptions.Dimensions dimensions,
    @Nullable Measure durations,
    SpanMetricsOptions.Resources resources,
    SpanMetricsOptions.Timing timing,
    boolean isDelta,
    int maxExemplars,
    SeriesBudget budget,
    Guard guard)
    implements NamesExporter {
  /// The processor.
  public static final ComponentType<SpanMetricsConfig> PROCESSOR =
      new ComponentType<>(
          Kind.PROCESSOR,
          "spanmetrics",
          List.of(),
          Set.of(
              new Route(Signal.TRACES, Signal.TRACES),
              new Route(Signal.METRICS, Signal.METRICS),
              new Route(Signal.TRACES, Signal.METRICS)),
          section -> new SpanMetricsReader(section, false).read(),
          "Counts spans and their durations as metrics. In a traces pipeline spans pass unchanged;"
              + " in a metrics pipeline it reads the spans of the same receivers.");

  /// The connector.
  public static final ComponentType<SpanMetricsConfig> CONNECTOR =
      ComponentType.connector(
              "span_metrics",
              Set.of(new Route(Signal.TRACES, Signal.METRICS)),
              section -> new SpanMetricsReader(section, true).read(),
              "Counts spans, their durations and their events as metrics.")
          .called("spanmetrics");

  /// The options, with what the file says for all components.
  ///
  /// @param naming profile of the block `compat`; null leaves it to the component
  /// @param hasLegacyNames whether the gate `connector.spanmetrics.legacyMetricNames` is on
  /// @param countsUnnamed whether spans without a service count; null leaves it to the profile
  public SpanMetricsOptions options(
      @Nullable NamingProfile naming, boolean hasLegacyNames, @Nullable Boolean countsUnnamed) {
    NamingProfile profile = naming == null ? profile(hasLegacyNames) : naming;
    return new SpanMetricsOptions(
        profile,
        namespace == null ? profile.defaultNamespace() : namespace,
        dimensions,
        durations,
        resources,
        timing,
        isDelta,
        maxExemplars,
        countsUnnamed == null ? profile == NamingProfile.HYBRID : countsUnnamed,
        budget,
        guard,
        List.of());
  }

  private NamingProfile profile(boolean hasLegacyNames) {
    if (!isConnector) {
      return hasHistogram ? NamingProfile.HYBRID : NamingProfile.LEGACY;
    }
    boolean isOld = hasLegacyNames || "".equals(namespace);
    return isOld ? NamingProfile.CONNECTOR_108 : NamingProfile.CONNECTOR_109;
  }
}
