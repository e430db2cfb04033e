package dev.clew.pipeline.spanmetrics;

import org.jspecify.annotations.Nullable;

/// What metrics and labels are called, and whether resources stay apart.
public enum NamingProfile {
  /// `calls_total` and `duration` without a unit; all resources as one.
  HYBRID("hybrid"),
  /// As the processor up to v0.95.
  LEGACY("legacy"),
  /// As the connector up to v0.108.
  CONNECTOR_108("connector-0.108"),
  /// As the connector from v0.109 on.
  CONNECTOR_109("connector-0.109");

  private static final String DEFAULT_NAMESPACE = "traces.span.metrics";

  private final String text;

  NamingProfile(String text) {
    this.text = text;
  }

  /// The profile of a name as configuration has it; null if there is none.
  public static @Nullable NamingProfile named(String name) {
    for (NamingProfile profile : values()) {
      if (profile.text.equals(name)) {
        return profile;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }

  /// Namespace of metrics if none is configured.
  public String defaultNamespace() {
    return this == CONNECTOR_109 ? DEFAULT_NAMESPACE : "";
  }

  /// Whether each resource has series of its own.
  public boolean isByResource() {
    return this == CONNECTOR_108 || this == CONNECTOR_109;
  }

  public String scope() {
    return isByResource() ? "spanmetricsconnector" : "spanmetricsprocessor";
  }

  String spanNameLabel() {
    return this == LEGACY ? "operation" : "span.name";
  }

  String calls() {
    return isByResource() ? "calls" : "calls_total";
  }

  String duration() {
    return this == LEGACY ? "latency" : "duration";
  }

  /// Unit of durations in points: none where names are to have no suffix for it.
  String durationUnit(String symbol) {
    return this == HYBRID ? "" : symbol;
  }
}
