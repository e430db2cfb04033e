package dev.clew.store;

import dev.clew.model.Condition;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A view over segments and live chunks. A segment that cannot be read is set aside, and the view
/// answers from the others.
final class StoreView implements TraceView {
  private static final Logger LOG = LoggerFactory.getLogger(StoreView.class);

  private final Holdings holdings;
  private final List<Segment> traceSegments;
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
    this.traceSegments =
        holdings.segments().stream()
            .filter(segment -> segment.info().signal() == Signal.TRACES)
            .toList();
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
    SpanBatch found = new SpanBatch(ids.size() * 16);
    for (Segment segment : traceSegments) {
      guarded(segment, () -> segment.readTraces(ids, projection, found, queries, deadlineNanos));
    }
    Set<TraceId> wanted = Set.copyOf(ids);
    for (SpanBatch chunk : holdings.live().spans()) {
      appendWanted(chunk, wanted, found);
    }
    return TraceRows.grouped(found);
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
    LogBatch found = new LogBatch(16);
    for (Segment segment : holdings.segments()) {
      if (segment.info().signal() == Signal.LOGS) {
        guarded(segment, () -> segment.readLogs(id, found, queries, deadlineNanos));
      }
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
    return new StoreVocabulary(traceSegments, holdings.live().spans(), summaries);
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
    return traceSegments.stream()
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

  /// Reads a segment, or sets it aside; returns whether it was read.
  boolean guarded(Segment segment, Reading reading) {
    String id = segment.info().id();
    if (damaged.contains(id)) {
      return false;
    }
    try {
      reading.run();
      return true;
    } catch (IOException failure) {
      damaged.add(id);
      LOG.atError().addKeyValue("segment", id).setCause(failure).log("segment set aside");
      try {
        segmentSet.moveAside(id);
      } catch (IOException again) {
        LOG.atError().addKeyValue("segment", id).setCause(again).log("segment not set aside");
      }
      return false;
    }
  }
}
