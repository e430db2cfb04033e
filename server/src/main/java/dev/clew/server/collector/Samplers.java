package dev.clew.server.collector;

import dev.clew.pipeline.tailsampling.SamplingLimits;
import dev.clew.pipeline.tailsampling.TailSampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// The samplers of all partitions, their folders and what they may hold.
final class Samplers implements AutoCloseable {
  /// Bodies of spans that wait may take a quarter of the heap, all samplers together.
  private static final int HEAP_SHARE = 4;

  private final Path folder;
  private final long memoryBytes;
  private final List<TailSampling> all = new CopyOnWriteArrayList<>();

  /// @param folder in which each sampler gets one of its own
  /// @param expected how many samplers there will be
  Samplers(Path folder, int expected) {
    this.folder = folder;
    this.memoryBytes = Runtime.getRuntime().maxMemory() / HEAP_SHARE / Math.max(1, expected);
  }

  SamplingLimits limits() {
    SamplingLimits standard = SamplingLimits.standard();
    return new SamplingLimits(
        memoryBytes,
        standard.pendingBytes(),
        standard.maxTraces(),
        standard.maxSpansPerTrace(),
        standard.maxPins(),
        standard.index());
  }

  /// The folder of a sampler, by what it is called.
  Path folder(int partition, String id) {
    String name = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    try {
      return Files.createDirectories(folder.resolve("p%d-%s".formatted(partition, name)));
    } catch (IOException failure) {
      throw new UncheckedIOException("no folder for the decisions of " + id, failure);
    }
  }

  void add(TailSampling sampler) {
    all.add(sampler);
  }

  /// Whether a sampler is configured to have requests refused, and holds too much.
  boolean areUnderPressure() {
    return all.stream().anyMatch(TailSampling::isUnderPressure);
  }

  void stop(long instantNanos) {
    all.forEach(sampler -> sampler.stop(instantNanos));
  }

  @Override
  public void close() {
    all.forEach(TailSampling::close);
  }
}
