package dev.clew.ingest.log;

import dev.clew.model.Signal;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;

/// Measures the log on the disk of a folder: time to the answer, and processor time of the whole
/// process, this generator included, per MiB of payload.
///
/// Arguments: folder, writers, seconds, appends per second of all writers. Without the last one
/// each writer appends when it has its answer; with it, on a schedule, and times count from the
/// scheduled instant.
final class LogMeasurement {
  private static final int PAYLOAD_BYTES = 16 << 10;
  private static final int WARM_UP_SECONDS = 5;

  private final FileLog log;
  private final byte[] requests;
  private final int writers;
  private final int rate;
  private final long[] answerNanos = new long[1 << 22];
  private final AtomicInteger answers = new AtomicInteger();

  private LogMeasurement(FileLog log, byte[] requests, int writers, int rate) {
    this.log = log;
    this.requests = requests;
    this.writers = writers;
    this.rate = rate;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "log-measurement");
    int writers = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    int rate = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
    byte[] requests = requests();
    LogOptions options = LogOptions.defaults().withDisk(64L << 20, 64L << 30);
    try (FileLog log = FileLog.open(folder, options, InstantSource.system())) {
      new LogMeasurement(log, requests, writers, rate).run(WARM_UP_SECONDS);
      new LogMeasurement(log, requests, writers, rate).run(seconds);
    }
  }

  /// What follows each other in real requests.
  private static byte[] requests() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Path file : TestData.files("otel-demo-otlp", ".binpb.gz")) {
      try (GZIPInputStream body = new GZIPInputStream(Files.newInputStream(file))) {
        body.transferTo(bytes);
      }
    }
    return bytes.toByteArray();
  }

  private void run(int seconds) throws InterruptedException {
    LogStats before = log.stats();
    Duration cpuBefore = cpu();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Thread[] threads = new Thread[writers];
    for (int i = 0; i < writers; i++) {
      threads[i] = Thread.ofPlatform().start(() -> append(end));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    report(before, cpu().minus(cpuBefore), seconds);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private void append(long end) {
    RandomGenerator random = Seeds.random(System.nanoTime());
    long interval = rate == 0 ? 0 : 1_000_000_000L * writers / rate;
    long due = System.nanoTime() + (interval == 0 ? 0 : random.nextLong(interval));
    while (due < end) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long began = due;
      Entry entry = Entry.of(Signal.TRACES, (byte) 0, "", began, payload(random));
      CompletableFuture<Void> answer =
          log.append(0, entry)
              .thenAccept(_ -> answerNanos[answers.getAndIncrement()] = System.nanoTime() - began);
      due = interval == 0 ? joined(answer) : due + interval;
    }
  }

  private static long joined(CompletableFuture<Void> answer) {
    answer.join();
    return System.nanoTime();
  }

  /// A stretch of requests, made unlike all others by a few random bytes.
  private byte[] payload(RandomGenerator random) {
    int from = random.nextInt(requests.length - PAYLOAD_BYTES);
    byte[] payload = Arrays.copyOfRange(requests, from, from + PAYLOAD_BYTES);
    byte[] mark = new byte[16];
    random.nextBytes(mark);
    System.arraycopy(mark, 0, payload, 0, mark.length);
    return payload;
  }

  private void report(LogStats before, Duration cpu, int seconds) {
    LogStats after = log.stats();
    long[] sorted = Arrays.copyOf(answerNanos, answers.get());
    Arrays.sort(sorted);
    long blocks = after.blocks() - before.blocks();
    double mebibytes = (after.payloadBytes() - before.payloadBytes()) / 1048576.0;
    double micros = cpu.toNanos() / 1e3;
    System.out.printf(
        "%d answers in %d s, %.1f MiB/s; p50 %.2f p99 %.2f p99.9 %.2f max %.2f ms;"
            + " %d blocks of %.1f, sync %.2f ms; cpu-us %.0f/MiB %.0f/block; ratio %.1f%n",
        sorted.length,
        seconds,
        mebibytes / seconds,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 0.999),
        millis(sorted, 1),
        blocks,
        (double) sorted.length / blocks,
        (after.syncMicros() - before.syncMicros()) / 1e3 / blocks,
        micros / mebibytes,
        micros / blocks,
        mebibytes * 1048576 / (after.storedBytes() - before.storedBytes()));
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
