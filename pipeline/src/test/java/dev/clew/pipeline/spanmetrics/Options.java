package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Reading;

/// Options of span metrics as a file would have them.
final class Options {
  private Options() {}

  /// Of the processor.
  static SpanMetricsOptions processor(String yaml) {
    return read(SpanMetricsConfig.PROCESSOR, yaml).options(null, false, null);
  }

  /// Of the connector.
  static SpanMetricsOptions connector(String yaml) {
    return read(SpanMetricsConfig.CONNECTOR, yaml).options(null, false, null);
  }

  private static SpanMetricsConfig read(ComponentType<SpanMetricsConfig> type, String yaml) {
    Reading<SpanMetricsConfig> reading = Reading.ofYaml(yaml, type.reader());
    if (!reading.isSound()) {
      throw new IllegalArgumentException(reading.errors().toString());
    }
    return reading.value();
  }
}
