package dev.clew.bench.target;

import dev.clew.bench.load.Connection;
import dev.clew.bench.measure.ProcessUsage;
import dev.clew.bench.template.Encoding;
import java.io.IOException;
import java.time.Duration;

/// A running program that takes spans.
public interface Target extends AutoCloseable {
  String name();

  /// What it eats.
  Encoding encoding();

  Connection.Opener opener();

  ProcessUsage usage();

  /// Waits until everything acknowledged is stored for good and the processor is quiet; false when
  /// the limit comes first.
  boolean awaitIdle(Duration limit) throws InterruptedException;

  /// Spans it has, each counted once, and how often they are there.
  Holdings holdings() throws IOException, InterruptedException;

  /// Bytes on disk.
  Disk disk() throws IOException;

  /// Ends it, gently.
  @Override
  void close();

  /// @param spans all spans found by query; -1 if it cannot be asked
  /// @param distinct different span ids among them
  record Holdings(long spans, long distinct) {
    /// It cannot be asked.
    public static Holdings unknown() {
      return new Holdings(-1, -1);
    }
  }

  /// @param data all files that hold stored data
  /// @param log files of the log, which come before the data
  record Disk(long data, long log) {}
}
