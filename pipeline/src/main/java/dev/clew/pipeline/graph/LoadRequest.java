package dev.clew.pipeline.graph;

import dev.clew.pipeline.config.Providers;
import java.util.List;
import java.util.Set;

/// What to load and how.
///
/// @param locations of `--config`, in order: paths, or locations such as `env:CONFIG`
/// @param settings of `--set`, such as `processors.batch.timeout=2s`
/// @param leftOut ids of `--lenient`: components that are left out instead of being refused
public record LoadRequest(
    List<String> locations,
    List<String> settings,
    Providers providers,
    FeatureGates gates,
    Set<String> leftOut) {
  public LoadRequest {
    locations = List.copyOf(locations);
    settings = List.copyOf(settings);
    leftOut = Set.copyOf(leftOut);
  }

  /// Files alone.
  public static LoadRequest of(List<String> locations, Providers providers) {
    return new LoadRequest(locations, List.of(), providers, FeatureGates.none(), Set.of());
  }
}
