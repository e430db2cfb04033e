package dev.clew.store;

import dev.clew.model.Condition;
import dev.clew.model.LimitException;
import dev.clew.model.LogBatch;
import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import dev.clew.store.live.Chunks;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentQueries;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A view over segments and live chunks. A segment that cannot be read is set aside, and the view
/// answers from the others.
final class StoreView implements TraceView {
  private final Holdings holdings;
  private final SegmentQueries queries;
  private final LiveSummaries summaries;
  private final SegmentSet segmentSet;
  private final long deadlineNanos;
  private final long watermarkNanos;
  private final ToLongFunction<Chunks> sealedBytes;
  private final Set<String> damaged;

  StoreView(
      Holdings holdings,
      SegmentQueries queries,
      LiveSummaries summaries,
      SegmentSet segmentSet,
      long deadlineNanos,
      long watermarkNanos,
      ToLongFunction<Chunks> sealedBytes) {
    this(
        holdings,
        queries,
        summaries,
        segmentSet,
        deadlineNanos,
        watermarkNanos,
        sealedBytes,
        ConcurrentHashMap.newKeySet());
  }

  private StoreView(
      Holdings holdings,
      SegmentQueries queries,
      LiveSummaries summaries,
      SegmentSet segmentSet,
      long deadlineNanos,
      long watermarkNanos,
      ToLongFunction<Chunks> sealedBytes,
      Set<String> damaged) {
    this.holdings = holdings;
    this.queries = queries;
    this.summaries = summaries;
    this.segmentSet = segmentSet;
    this.deadlineNanos = deadlineNanos;
    this.watermarkNanos = watermarkNanos;
    this.sealedBytes = sealedBytes;
    this.damaged = damaged;
  }

  @Override
  public Candidates candidates(Condition condition, TimeRange range) {
    return new CandidateSearch(this, condition, range);
  }

  @Override
  public SpanBatch traces(Collection<TraceId> ids, Projection projection) {
    SpanBatch found = sealedTraces(ids, projection);
    while (found == null) {
      found = sealedTraces(ids, projection);
    }
    Set<TraceId> wanted = Set.copyOf(ids);
    for (SpanBatch chunk : holdings.live().spans()) {
      appendWanted(chunk, wanted, found);
    }
    return TraceRows.grouped(found);
  }

  /// What segments hold of these traces; null when one of them proved damaged, for half of it may
  /// have been read by then.
  private @Nullable SpanBatch sealedTraces(Collection<TraceId> ids, Projection projection) {
    SpanBatch found = new SpanBatch(ids.size() * 16);
    for (Segment segment : traceSegments()) {
      if (!guarded(
          segment, () -> segment.readTraces(ids, projection, found, queries, deadlineNanos))) {
        return null;
      }
    }
    return found;
  }

  private static void appendWanted(SpanBatch chunk, Set<TraceId> wanted, SpanBatch found) {
    TraceIds ids = new TraceIds(wanted);
    RowMapping mapping = null;
    for (int row = 0; row < chunk.size(); row++) {
      if (ids.contains(chunk.traceIdHigh(row), chunk.traceIdLow(row))) {
        mapping = mapping == null ? new RowMapping(chunk, found) : mapping;
        found.append(chunk, row, mapping);
      }
    }
  }

  @Override
  public LogBatch logs(TraceId id) {
    LogBatch found = sealedLogs(id);
    while (found == null) {
      found = sealedLogs(id);
    }
    for (LogBatch chunk : holdings.live().logs()) {
      RowMapping mapping = null;
      for (int row = 0; row < chunk.size(); row++) {
        if (chunk.traceIdLow(row) == id.low() && chunk.traceIdHigh(row) == id.high()) {
          mapping = mapping == null ? new RowMapping(chunk, found) : mapping;
          found.append(chunk, row, mapping);
        }
      }
    }
    return byTime(found);
  }

  private @Nullable LogBatch sealedLogs(TraceId id) {
    LogBatch found = new LogBatch(16);
    for (Segment segment : sound(Signal.LOGS)) {
      if (!guarded(segment, () -> segment.readLogs(id, found, queries, deadlineNanos))) {
        return null;
      }
    }
    return found;
  }

  private static LogBatch byTime(LogBatch logs) {
    LogBatch sorted = new LogBatch(logs.size());
    RowMapping mapping = new RowMapping(logs, sorted);
    IntStream.range(0, logs.size())
        .boxed()
        .sorted(Comparator.comparingLong(logs::timeNanos))
        .forEach(row -> sorted.append(logs, row, mapping));
    return sorted;
  }

  @Override
  public Vocabulary vocabulary() {
    return new StoreVocabulary(this, traceSegments(), holdings.live().spans(), summaries);
  }

  @Override
  public long watermarkNanos() {
    return watermarkNanos;
  }

  @Override
  public boolean wasDropped(TraceId id) {
    return segmentSet.expired().hold(id);
  }

  @Override
  public long snapshot() {
    return holdings.snapshot();
  }

  @Override
  public TraceView again(Duration deadline) {
    return new StoreView(
        holdings.again(),
        queries,
        summaries,
        segmentSet,
        System.nanoTime() + deadline.toNanos(),
        watermarkNanos,
        sealedBytes,
        damaged);
  }

  @Override
  public long heldBytes() {
    return sealedBytes.applyAsLong(holdings.live());
  }

  @Override
  public void close() {
    holdings.close();
  }

  List<Segment> traceSegments() {
    return sound(Signal.TRACES);
  }

  private List<Segment> sound(Signal signal) {
    return holdings.segments().stream()
        .filter(segment -> segment.info().signal() == signal)
        .filter(segment -> !damaged.contains(segment.info().id()))
        .toList();
  }

  List<SpanBatch> liveSpans() {
    return holdings.live().spans();
  }

  SegmentQueries queries() {
    return queries;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /// Something that reads a segment.
  interface Reading {
    void run() throws IOException;
  }

  /// Reads a segment, or sets it aside when it is damaged; returns whether it was read.
  ///
  /// A damaged file may make its reader fail in any way, and one that was cut while it is mapped
  /// even raises an error of the machine.
  ///
  /// @throws StoreException when it could not be read although it is as it was written
  boolean guarded(Segment segment, Reading reading) {
    String id = segment.info().id();
    if (damaged.contains(id)) {
      return false;
    }
    try {
      reading.run();
      return true;
    } catch (LimitException limit) {
      throw limit;
    } catch (IOException | RuntimeException | InternalError failure) {
      if (!segmentSet.setAsideIfDamaged(segment, failure)) {
        throw new StoreException(
            StoreException.Cause.STORAGE, "segment " + id + " could not be read", failure);
      }
      damaged.add(id);
      return false;
    }
  }
}
