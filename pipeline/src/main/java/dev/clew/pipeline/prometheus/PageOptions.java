package dev.clew.pipeline.prometheus;

import java.util.Map;

/// What the page says and for how long.
///
/// @param namespace before all names of metrics; empty for none
/// @param constLabels on every line, by their names
/// @param sendsTimestamps whether lines bear the time of their points
/// @param expiryNanos after which a series without new points goes
/// @param hasResourceLabels whether all attributes of the resource become labels
/// @param hasScopeLabels whether name and version of the instrumentation scope become labels
/// @param offersOpenMetrics whether those who ask for OpenMetrics get it, with exemplars
/// @param maxBytes memory of all series; further ones are dropped and counted
public record PageOptions(
    String namespace,
    Map<String, String> constLabels,
    boolean sendsTimestamps,
    long expiryNanos,
    boolean hasResourceLabels,
    boolean hasScopeLabels,
    boolean offersOpenMetrics,
    Translation translation,
    long maxBytes) {
  /// As the Collector has them.
  public static final PageOptions DEFAULT =
      new PageOptions(
          "",
          Map.of(),
          false,
          300_000_000_000L,
          false,
          false,
          false,
          Translation.UNDERSCORE_WITH_SUFFIXES,
          256L << 20);

  public PageOptions {
    constLabels = Map.copyOf(constLabels);
  }

  /// The same with another namespace.
  public PageOptions withNamespace(String other) {
    return new PageOptions(
        other,
        constLabels,
        sendsTimestamps,
        expiryNanos,
        hasResourceLabels,
        hasScopeLabels,
        offersOpenMetrics,
        translation,
        maxBytes);
  }
}
