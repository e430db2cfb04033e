package dev.clew.pipeline.export;

import java.util.concurrent.atomic.LongAdder;

/// What became of the rows of one exporter.
public final class ExportCounters {
  private final LongAdder sent = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder retries = new LongAdder();

  void sent(long rows) {
    sent.add(rows);
  }

  void rejected(long rows) {
    rejected.add(rows);
  }

  void dropped(long rows) {
    dropped.add(rows);
  }

  void retried() {
    retries.increment();
  }

  /// Rows that the other side took.
  public long sentRows() {
    return sent.sum();
  }

  /// Rows of requests it took that it refused.
  public long rejectedRows() {
    return rejected.sum();
  }

  /// Rows that were given up: refused for good, or for too long.
  public long droppedRows() {
    return dropped.sum();
  }

  /// Attempts that failed and were followed by another.
  public long retries() {
    return retries.sum();
  }
}
