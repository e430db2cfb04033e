package dev.clew.model;

/// Kind of telemetry, as OTLP divides it.
public enum Signal {
  TRACES,
  LOGS,
  METRICS
}
