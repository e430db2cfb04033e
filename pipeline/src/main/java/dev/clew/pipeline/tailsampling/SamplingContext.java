package dev.clew.pipeline.tailsampling;

import java.nio.file.Path;

/// What a sampler needs beside its options.
///
/// @param limits for this partition
/// @param folder of its own for the index of decisions
/// @param reader of the records of this partition
/// @param isLatencyInclusive `compat.latency_bound: inclusive`
/// @param isFallingThrough `compat.composite_overflow: fallthrough`
/// @param recordsPolicy gate `processor.tailsamplingprocessor.recordpolicy`
/// @param isBehindSampler whether another sampler stands before it in the pipeline, so that weights
///   that spans have already are factors of theirs
public record SamplingContext(
    SamplingLimits limits,
    Path folder,
    RecordReader reader,
    boolean isLatencyInclusive,
    boolean isFallingThrough,
    boolean recordsPolicy,
    boolean isBehindSampler) {

  /// What holds unless the configuration says otherwise.
  public static SamplingContext of(SamplingLimits limits, Path folder, RecordReader reader) {
    return new SamplingContext(limits, folder, reader, true, false, false, false);
  }
}
