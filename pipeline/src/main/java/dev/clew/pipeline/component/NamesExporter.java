package dev.clew.pipeline.component;

/// Options of a processor that hands metrics to an exporter by its name, as `spanmetrics` does.
public interface NamesExporter {
  /// Id of the exporter as written; empty if none is named.
  String metricsExporter();
}
