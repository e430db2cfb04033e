package dev.clew.pipeline.tailsampling;

import java.util.Map;

/// One of a sampler's counters, or a gauge.
///
/// @param name without the prefix that the Collector gives it, `otelcol_processor_tail_sampling_`
public record SamplingCount(String name, Map<String, String> labels, long value) {
  public SamplingCount {
    labels = Map.copyOf(labels);
  }
}
