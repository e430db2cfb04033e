package dev.clew.store;

import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import dev.clew.store.segment.SegmentQueries;
import dev.clew.store.segment.SegmentWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the set of segments small and within its limits: merges runs of small neighbours, drops
/// what is too old, and the oldest when there is too much.
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int MERGE_AT_LEAST = 8;
  private static final long SMALL_ROWS = 32_768;
  private static final long MERGED_ROWS = 262_144;
  private static final Duration MERGE_DEADLINE = Duration.ofMinutes(5);
  private static final long PERIOD_MILLIS = 30_000;

  private final SegmentSet segments;
  private final SegmentWriter writer;
  private final SegmentQueries queries;
  private final StoreOptions options;
  private final InstantSource clock;
  private long lastRunMillis;

  Upkeep(
      SegmentSet segments,
      SegmentWriter writer,
      SegmentQueries queries,
      StoreOptions options,
      InstantSource clock) {
    this.segments = segments;
    this.writer = writer;
    this.queries = queries;
    this.options = options;
    this.clock = clock;
    this.lastRunMillis = clock.millis();
  }

  boolean isDue() {
    return Math.abs(clock.millis() - lastRunMillis) >= PERIOD_MILLIS;
  }

  void run() throws IOException {
    lastRunMillis = clock.millis();
    for (Signal signal : Signal.values()) {
      List<Segment> held = segments.hold(signal);
      try {
        mergeFirstRun(signal, held);
      } finally {
        for (Segment segment : held) {
          segment.release();
        }
      }
    }
    dropOld();
  }

  private void mergeFirstRun(Signal signal, List<Segment> held) throws IOException {
    List<Segment> run = new ArrayList<>();
    long rows = 0;
    for (Segment segment : held) {
      boolean fits =
          segment.info().rows() <= SMALL_ROWS
              && rows + segment.info().rows() <= MERGED_ROWS
              && (run.isEmpty() || day(segment) == day(run.getFirst()));
      if (!fits && run.size() >= MERGE_AT_LEAST) {
        break;
      }
      if (!fits) {
        run.clear();
        rows = 0;
        if (segment.info().rows() > SMALL_ROWS) {
          continue;
        }
      }
      run.add(segment);
      rows += segment.info().rows();
    }
    if (run.size() >= MERGE_AT_LEAST) {
      Segment merged = Segment.open(segments.folder().resolve(merge(signal, run).id()));
      segments.replace(run, merged);
      LOG.atInfo()
          .addKeyValue("segment", merged.info().id())
          .addKeyValue("merged", run.size())
          .log("segments merged");
    }
  }

  /// Only what was sealed on one day is merged, so that retention by age stays exact to a day.
  private static long day(Segment segment) {
    return segment.info().sealedMillis() / Duration.ofDays(1).toMillis();
  }

  private SegmentInfo merge(Signal signal, List<Segment> run) throws IOException {
    String first = run.getFirst().info().id();
    String last = run.getLast().info().id();
    String id = "%s-to-%s".formatted(first.split("-to-", 2)[0], lastOffset(last));
    long sealedMillis =
        run.stream().mapToLong(segment -> segment.info().sealedMillis()).max().orElseThrow();
    long deadlineNanos = System.nanoTime() + MERGE_DEADLINE.toNanos();
    return switch (signal) {
      case TRACES -> {
        SpanBatch rows = new SpanBatch(1 << 16);
        for (Segment segment : run) {
          segment.readSpans(rows, queries, deadlineNanos);
        }
        yield writer.writeSpans(id, List.of(rows), sealedMillis);
      }
      case LOGS -> {
        LogBatch rows = new LogBatch(1 << 16);
        for (Segment segment : run) {
          segment.readLogs(rows, queries, deadlineNanos);
        }
        yield writer.writeLogs(id, List.of(rows), sealedMillis);
      }
      case METRICS -> {
        PointBatch rows = new PointBatch(1 << 16);
        for (Segment segment : run) {
          segment.readPoints(rows, queries, deadlineNanos);
        }
        yield writer.writePoints(id, List.of(rows), sealedMillis);
      }
    };
  }

  private static String lastOffset(String id) {
    return id.substring(id.lastIndexOf('-') + 1);
  }

  private void dropOld() throws IOException {
    long oldestMillis = clock.millis() - options.retentionAge().toMillis();
    List<SegmentInfo> all = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      for (Segment segment : segments.hold(signal)) {
        all.add(segment.info());
        segment.release();
      }
    }
    all.sort(Comparator.comparingLong(SegmentInfo::sealedMillis).thenComparing(SegmentInfo::id));
    long bytes = all.stream().mapToLong(SegmentInfo::bytes).sum();
    List<String> dropped = new ArrayList<>();
    for (SegmentInfo info : all) {
      if (info.sealedMillis() < oldestMillis || bytes > options.retentionBytes()) {
        dropped.add(info.id());
        bytes -= info.bytes();
      }
    }
    if (!dropped.isEmpty()) {
      segments.drop(dropped);
      LOG.atInfo().addKeyValue("dropped", dropped.size()).log("segments past retention");
    }
  }
}
