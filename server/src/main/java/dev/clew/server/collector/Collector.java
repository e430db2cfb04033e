package dev.clew.server.collector;

import dev.clew.pipeline.assembly.Assembly;
import dev.clew.pipeline.assembly.Rereading;
import dev.clew.pipeline.flow.MemoryLimiterOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.run.Shard;
import dev.clew.pipeline.tailsampling.TailSamplingOptions;
import dev.clew.server.http.Listener;
import dev.clew.server.telemetry.Reading;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration in the Collector's format, at work: builds the stages of each partition and owns
/// what they share.
public final class Collector implements AutoCloseable {
  private final CollectorFile file;
  private final long admittedLimit;
  private final Exporters exporters;
  private final Samplers samplers;
  private final long hashSeed;
  private final Watch watch = new Watch();

  /// @param folder for what stages keep beside their state
  public Collector(CollectorFile file, Path folder, int partitions, InstantSource clock) {
    this.file = file;
    this.admittedLimit = admittedLimit(file);
    this.hashSeed = HashSeed.of(folder.resolve("hash-seed"));
    this.exporters = new Exporters(file, folder.resolve("queues"), clock);
    long expected =
        file.pipelines().stream()
            .flatMap(pipeline -> pipeline.processors().stream())
            .filter(processor -> processor.options() instanceof TailSamplingOptions)
            .count();
    this.samplers = new Samplers(folder.resolve("decisions"), (int) expected * partitions);
  }

  /// The stages of a partition.
  ///
  /// @param storing takes what ends in Clew's own store
  /// @param source reads records of this partition again
  public Shard shard(int partition, Storing storing, Rereading.RecordSource source) {
    Rereading rereading = new Rereading(source);
    CollectorStages stages =
        new CollectorStages(file, exporters, storing, rereading, samplers, hashSeed, watch);
    return Assembly.shard(file, stages, partition, rereading);
  }

  /// Why new requests should be refused for what waits here; null if they may come.
  ///
  /// @param admittedBytes that were taken and have not gone through the pipelines yet
  public @Nullable String obstacle(long admittedBytes) {
    if (admittedBytes > admittedLimit) {
      return "data refused due to high memory usage";
    }
    if (samplers.areUnderPressure()) {
      return "too many traces wait for their decision";
    }
    String full = exporters.full();
    return full == null ? null : "the queue of exporter %s is full".formatted(full);
  }

  /// What `memory_limiter` processors allow to be under way; the strictest counts.
  private static long admittedLimit(CollectorFile file) {
    return file.pipelines().stream()
        .flatMap(pipeline -> pipeline.processors().stream())
        .map(Component::options)
        .filter(MemoryLimiterOptions.class::isInstance)
        .map(MemoryLimiterOptions.class::cast)
        .mapToLong(limiter -> limiter.softLimit(Runtime.getRuntime().maxMemory()))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// Where exporters offer something.
  public List<Listener> listeners() {
    return exporters.listeners();
  }

  /// Drops what waits for a decision where the configuration wants that at a stop; before the last
  /// checkpoint, and when nothing goes through the stages any more.
  ///
  /// @param instantNanos by the time of the log
  public void stop(long instantNanos) {
    samplers.stop(instantNanos);
  }

  /// What the stages tell of how it goes.
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>(watch.readings());
    readings.addAll(exporters.readings());
    readings.sort(Comparator.comparing(Reading::name));
    return readings;
  }

  /// Lets go of files and connections; the stages are at rest.
  @Override
  public void close() {
    exporters.close();
    samplers.close();
  }
}
