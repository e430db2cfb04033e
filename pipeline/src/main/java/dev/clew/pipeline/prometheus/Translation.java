package dev.clew.pipeline.prometheus;

/// How names of OpenTelemetry become names of Prometheus.
public enum Translation {
  /// What Prometheus did not allow before version 3 becomes `_`; unit and kind are appended.
  UNDERSCORE_WITH_SUFFIXES(true, true),
  /// What Prometheus did not allow before version 3 becomes `_`.
  UNDERSCORE_WITHOUT_SUFFIXES(true, false),
  /// Any character stays; unit and kind are appended.
  UTF8_WITH_SUFFIXES(false, true),
  /// Names stay as they are.
  NONE(false, false);

  private final boolean isEscaping;
  private final boolean hasSuffixes;

  Translation(boolean isEscaping, boolean hasSuffixes) {
    this.isEscaping = isEscaping;
    this.hasSuffixes = hasSuffixes;
  }

  boolean isEscaping() {
    return isEscaping;
  }

  boolean hasSuffixes() {
    return hasSuffixes;
  }
}
