package dev.clew.pipeline.catalog;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.export.ClewOptions;
import dev.clew.pipeline.export.DebugOptions;
import dev.clew.pipeline.export.FileOptions;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.pipeline.export.OtlpHttpOptions;
import dev.clew.pipeline.extension.BasicAuthOptions;
import dev.clew.pipeline.extension.BearerTokenOptions;
import dev.clew.pipeline.extension.FileStorageOptions;
import dev.clew.pipeline.extension.HealthCheckOptions;
import dev.clew.pipeline.extension.OidcOptions;
import dev.clew.pipeline.flow.BatchOptions;
import dev.clew.pipeline.flow.MemoryLimiterOptions;
import dev.clew.pipeline.prometheus.PrometheusConfig;
import dev.clew.pipeline.receive.OtlpReceiverOptions;
import dev.clew.pipeline.servicegraph.ServiceGraphConfig;
import dev.clew.pipeline.spanmetrics.SpanMetricsConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All types of components, in the order of the reference.
public final class Catalog {
  private static final List<ComponentType<?>> TYPES =
      List.of(
          OtlpReceiverOptions.TYPE,
          MemoryLimiterOptions.TYPE,
          BatchOptions.TYPE,
          SpanMetricsConfig.PROCESSOR,
          SpanMetricsConfig.CONNECTOR,
          ServiceGraphConfig.TYPE,
          ComponentType.connector(
              "forward",
              same(),
              _ -> new ForwardOptions(),
              "Hands what one pipeline puts out to another, unchanged."),
          OtlpGrpcOptions.TYPE,
          OtlpHttpOptions.TYPE,
          FileOptions.TYPE,
          DebugOptions.TYPE,
          PrometheusConfig.TYPE,
          ClewOptions.TYPE,
          HealthCheckOptions.TYPE,
          BasicAuthOptions.TYPE,
          BearerTokenOptions.TYPE,
          OidcOptions.TYPE,
          FileStorageOptions.TYPE);

  private Catalog() {}

  /// Options of the connector `forward`, which has none.
  public record ForwardOptions() {}

  /// The types.
  public static Registry registry() {
    return new Registry(TYPES);
  }

  private static Set<Route> same() {
    Set<Route> routes = new HashSet<>();
    for (Signal signal : Signal.values()) {
      routes.add(new Route(signal, signal));
    }
    return routes;
  }
}
