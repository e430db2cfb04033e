package dev.clew.bench.command;

import dev.clew.bench.run.IngestRun;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How much a closed loop sends.
final class IngestOptions {
  @Option(names = "--spans", defaultValue = "3000000", description = "counted spans")
  private long spans = 3_000_000;

  @Option(names = "--warm-up-spans", defaultValue = "3000000", description = "sent before them")
  private long warmUpSpans = 3_000_000;

  @Option(names = "--warm-up-seconds", defaultValue = "120", description = "at most")
  private long warmUpSeconds = 120;

  @Option(
      names = "--idle-seconds",
      defaultValue = "180",
      description = "how long the server may take to store what it has")
  private long idleSeconds = 180;

  long total() {
    return spans + warmUpSpans;
  }

  IngestRun.Plan plan() {
    return new IngestRun.Plan(
        warmUpSpans,
        Duration.ofSeconds(warmUpSeconds),
        spans,
        Duration.ofMinutes(30),
        Duration.ofSeconds(idleSeconds));
  }

  /// So many spans and no warm-up: for bytes, where warmth does not matter.
  IngestRun.Plan cold(long onlySpans) {
    return new IngestRun.Plan(
        0, Duration.ZERO, onlySpans, Duration.ofMinutes(30), Duration.ofSeconds(idleSeconds));
  }
}
