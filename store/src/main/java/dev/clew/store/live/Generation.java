package dev.clew.store.live;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came in between two seals of a partition. Written by one thread at a time, under the lock
/// of the [LivePart] that owns it.
public final class Generation {
  private static final int CHUNK_ROWS = 16_384;
  private static final int MERGE_BELOW_ROWS = 4_096;

  private final long firstOffset;
  private final long openedMillis;
  private long lastOffset;
  private long rows;
  private long closedBytes;
  private final List<SpanBatch> spans = new ArrayList<>();
  private final List<LogBatch> logs = new ArrayList<>();
  private final List<PointBatch> points = new ArrayList<>();
  private @Nullable SpanBatch openSpans;
  private @Nullable LogBatch openLogs;
  private @Nullable PointBatch openPoints;

  Generation(long firstOffset, long openedMillis) {
    this.firstOffset = firstOffset;
    this.lastOffset = firstOffset - 1;
    this.openedMillis = openedMillis;
  }

  /// Log offset of the first record in it.
  public long firstOffset() {
    return firstOffset;
  }

  /// Log offset of the last record in it; one less than the first when it is empty.
  public long lastOffset() {
    return lastOffset;
  }

  long openedMillis() {
    return openedMillis;
  }

  public long rows() {
    return rows;
  }

  /// About how much memory the rows hold.
  long bytes() {
    return closedBytes + bytesOf(openSpans) + bytesOf(openLogs) + bytesOf(openPoints);
  }

  void advance(long offset) {
    lastOffset = Math.max(lastOffset, offset);
  }

  /// Whether there are records in it, and not only rows that came late of older ones.
  public boolean hasRecords() {
    return lastOffset >= firstOffset;
  }

  /// Whether there is nothing to seal.
  boolean isEmpty() {
    return rows == 0 && !hasRecords();
  }

  void append(Batch batch, long offset) {
    advance(offset);
    rows += batch.size();
    switch (batch) {
      case SpanBatch more -> appendSpans(more);
      case LogBatch more -> appendLogs(more);
      case PointBatch more -> appendPoints(more);
    }
  }

  /// Chunks that do not change any more.
  Chunks closed() {
    return new Chunks(spans, logs, points);
  }

  Chunks close() {
    closeSpans();
    closeLogs();
    closePoints();
    return new Chunks(spans, logs, points);
  }

  private void appendSpans(SpanBatch batch) {
    if (batch.size() >= MERGE_BELOW_ROWS) {
      closeSpans();
      spans.add(closed(batch));
      return;
    }
    SpanBatch open = openSpans == null ? begin(batch) : openSpans;
    openSpans = open;
    open.appendAll(batch);
    if (open.size() >= CHUNK_ROWS) {
      closeSpans();
    }
  }

  /// Where chunks get full, the next one will hold about what the last one does.
  private SpanBatch begin(SpanBatch first) {
    return spans.isEmpty() || spans.getLast().size() < CHUNK_ROWS
        ? new SpanBatch(firstCapacity(first))
        : SpanBatch.sizedAs(spans.getLast());
  }

  private void appendLogs(LogBatch batch) {
    if (batch.size() >= MERGE_BELOW_ROWS) {
      closeLogs();
      logs.add(closed(batch));
      return;
    }
    LogBatch open = openLogs == null ? new LogBatch(firstCapacity(batch)) : openLogs;
    openLogs = open;
    open.appendAll(batch);
    if (open.size() >= CHUNK_ROWS) {
      closeLogs();
    }
  }

  private void appendPoints(PointBatch batch) {
    if (batch.size() >= MERGE_BELOW_ROWS) {
      closePoints();
      points.add(closed(batch));
      return;
    }
    PointBatch open = openPoints == null ? new PointBatch(firstCapacity(batch)) : openPoints;
    openPoints = open;
    open.appendAll(batch);
    if (open.size() >= CHUNK_ROWS) {
      closePoints();
    }
  }

  private void closeSpans() {
    if (openSpans != null) {
      spans.add(closed(openSpans));
      openSpans = null;
    }
  }

  private void closeLogs() {
    if (openLogs != null) {
      logs.add(closed(openLogs));
      openLogs = null;
    }
  }

  private void closePoints() {
    if (openPoints != null) {
      points.add(closed(openPoints));
      openPoints = null;
    }
  }

  private <B extends Batch> B closed(B batch) {
    closedBytes += batch.bytes();
    return batch;
  }

  private static int firstCapacity(Batch batch) {
    return Math.max(64, batch.size() * 2);
  }

  private static long bytesOf(@Nullable Batch batch) {
    return batch == null ? 0 : batch.bytes();
  }
}
