package dev.clew.pipeline.graph;

import java.util.Set;
import java.util.TreeSet;

/// Switches of the Collector that this project knows, by `--feature-gates +a,-b`.
public record FeatureGates(Set<String> enabled) {
  /// Lists of extensions, receivers and exporters are appended to when files are merged.
  public static final String MERGE_APPEND = "confmap.enableMergeAppendOption";

  /// Names of span metrics as before v0.109.
  public static final String LEGACY_NAMES = "connector.spanmetrics.legacyMetricNames";

  /// Filters ignore errors by default.
  public static final String FILTER_IGNORE = "processor.filter.defaultErrorModeIgnore";

  /// Status labels without their prefix.
  public static final String STATUS_PREFIX = "spanmetrics.statusCodeConvention.useOtelPrefix";

  /// The deciding policy is written to what is sampled.
  public static final String RECORD_POLICY = "processor.tailsamplingprocessor.recordpolicy";

  /// Queues batch by default.
  public static final String QUEUE_BATCH = "pkg.exporterhelper.queueBatchEnabled";

  private static final Set<String> KNOWN =
      Set.of(MERGE_APPEND, LEGACY_NAMES, FILTER_IGNORE, STATUS_PREFIX, RECORD_POLICY, QUEUE_BATCH);

  public FeatureGates {
    enabled = Set.copyOf(enabled);
  }

  /// None.
  public static FeatureGates none() {
    return new FeatureGates(Set.of());
  }

  /// Reads `+a,-b,c`.
  ///
  /// @throws IllegalArgumentException if a gate is not known
  public static FeatureGates parse(String text) {
    Set<String> enabled = new TreeSet<>();
    for (String word : text.split(",")) {
      String gate = word.strip();
      String name = gate.startsWith("+") || gate.startsWith("-") ? gate.substring(1) : gate;
      if (gate.isEmpty()) {
        continue;
      }
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "no such feature gate \"%s\"; valid gates: %s".formatted(name, new TreeSet<>(KNOWN)));
      }
      if (gate.startsWith("-")) {
        enabled.remove(name);
      } else {
        enabled.add(name);
      }
    }
    return new FeatureGates(enabled);
  }

  public boolean isEnabled(String gate) {
    return enabled.contains(gate);
  }
}
