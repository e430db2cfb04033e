package dev.clew.bench.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Notes the peak of a process's memory, looking five times a second.
public final class MemorySampler implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  private final ProcessUsage usage;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Memory peak = Memory.NONE;

  private MemorySampler(ProcessUsage usage) {
    this.usage = usage;
    thread = Thread.ofPlatform().daemon().name("memory").unstarted(this::sample);
  }

  /// Looks until it is closed.
  public static MemorySampler start(ProcessUsage usage) {
    MemorySampler sampler = new MemorySampler(usage);
    sampler.thread.start();
    return sampler;
  }

  public Memory peak() {
    return peak;
  }

  private void sample() {
    try {
      do {
        peak = peak.max(usage.memory());
      } while (!stop.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
