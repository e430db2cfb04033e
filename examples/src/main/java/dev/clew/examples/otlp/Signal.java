package dev.clew.examples.otlp;

/// The three kinds of telemetry, each with its own path.
enum Signal {
  TRACES("/v1/traces"),
  LOGS("/v1/logs"),
  METRICS("/v1/metrics");

  final String path;

  Signal(String path) {
    this.path = path;
  }
}
