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
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the set of segments small and within its limits: merges runs of small neighbours, drops
/// what is too old, and the oldest when there is too much.
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final boolean[] BOTH = {false, true};
  private static final boolean[] NO_STRAYS = {false};
  private static final int MERGE_AT_LEAST = 8;
  private static final long SMALL_ROWS = 32_768;
  private static final long MERGED_ROWS = 262_144;
  private static final long MERGED_BYTES = 16L << 20;
  private static final long SMALL_BYTES = 256L << 10;
  private static final long LARGE_ROW_BYTES = 512;
  private static final Duration MERGE_DEADLINE = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final SegmentSet segments;
  private final SegmentWriter writer;
  private final SegmentQueries queries;
  private final StoreOptions options;
  private final InstantSource clock;
  private final ClockTrust trust;
  private final LongSupplier steadyNanos;
  private long lastRunNanos;

  Upkeep(
      SegmentSet segments,
      SegmentWriter writer,
      SegmentQueries queries,
      StoreOptions options,
      InstantSource clock,
      LongSupplier steadyNanos) {
    this.segments = segments;
    this.writer = writer;
    this.queries = queries;
    this.options = options;
    this.clock = clock;
    this.steadyNanos = steadyNanos;
    this.trust =
        new ClockTrust(
            clock,
            steadyNanos,
            segments.infos().stream()
                .mapToLong(SegmentInfo::sealedMillis)
                .max()
                .orElse(Long.MIN_VALUE));
    this.lastRunNanos = steadyNanos.getAsLong();
  }

  boolean isDue() {
    return steadyNanos.getAsLong() - lastRunNanos >= PERIOD.toNanos();
  }

  /// Drops first, for a full disk may need it, and then merges each kind, whatever happens to the
  /// others.
  void run() throws IOException {
    lastRunNanos = steadyNanos.getAsLong();
    dropOld();
    List<Exception> failures = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      for (boolean areStrays : signal == Signal.TRACES ? BOTH : NO_STRAYS) {
        try {
          mergeFirstRun(signal, areStrays);
        } catch (IOException | RuntimeException failure) {
          failures.add(failure);
        }
      }
    }
    if (!failures.isEmpty()) {
      IOException all = new IOException("segments were not merged");
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  private void mergeFirstRun(Signal signal, boolean areStrays) throws IOException {
    List<Segment> held = segments.hold(signal);
    try {
      List<Segment> alike =
          held.stream().filter(segment -> segment.info().areStrays() == areStrays).toList();
      List<Segment> run = firstRun(alike);
      if (run.size() >= MERGE_AT_LEAST && areSound(run)) {
        replace(run, Segment.open(segments.folder().resolve(merge(signal, run).id())));
      }
    } finally {
      for (Segment segment : held) {
        segment.release();
      }
    }
  }

  /// What is damaged must not be written anew as if it were sound.
  private boolean areSound(List<Segment> run) {
    boolean areSound = true;
    for (Segment segment : run) {
      String damage = segment.damage();
      areSound &= damage == null || !segments.setAsideIfDamaged(segment, new IOException(damage));
    }
    return areSound;
  }

  private void replace(List<Segment> run, Segment merged) throws IOException {
    boolean isReplaced = false;
    try {
      isReplaced = segments.replace(run, merged);
    } finally {
      if (!isReplaced) {
        merged.retire();
      }
    }
    if (isReplaced) {
      LOG.atInfo()
          .addKeyValue("segment", merged.info().id())
          .addKeyValue("merged", run.size())
          .log("segments merged");
    }
  }

  private static List<Segment> firstRun(List<Segment> held) {
    List<Segment> run = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (Segment segment : held) {
      boolean fits =
          isMergeable(segment.info())
              && rows + segment.info().rows() <= MERGED_ROWS
              && bytes + segment.info().bytes() <= MERGED_BYTES
              && (run.isEmpty() || day(segment) == day(run.getFirst()));
      if (!fits && run.size() >= MERGE_AT_LEAST) {
        break;
      }
      if (!fits) {
        run.clear();
        rows = 0;
        bytes = 0;
        if (!isMergeable(segment.info())) {
          continue;
        }
      }
      run.add(segment);
      rows += segment.info().rows();
      bytes += segment.info().bytes();
    }
    return run;
  }

  /// Whether a segment is small, in rows and in memory: a merge holds all rows at once, and large
  /// rows, which a sender can make at will, gain little by it.
  private static boolean isMergeable(SegmentInfo info) {
    return info.rows() <= SMALL_ROWS
        && info.bytes() <= Math.max(SMALL_BYTES, info.rows() * LARGE_ROW_BYTES);
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
        yield run.getFirst().info().areStrays()
            ? writer.writeStrays(id, List.of(rows), sealedMillis)
            : writer.writeSpans(id, List.of(rows), sealedMillis);
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
    List<SegmentInfo> all = segments.infos();
    long nowMillis = clock.millis();
    long[] times = SealTimes.corrected(all, nowMillis);
    long oldestMillis =
        trust.isProven() ? nowMillis - options.retentionAge().toMillis() : Long.MIN_VALUE;
    long bytes = all.stream().mapToLong(SegmentInfo::bytes).sum();
    List<String> dropped = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] < oldestMillis || bytes > options.retentionBytes()) {
        dropped.add(all.get(i).id());
        bytes -= all.get(i).bytes();
      }
    }
    if (!dropped.isEmpty()) {
      segments.drop(dropped);
      LOG.atInfo().addKeyValue("dropped", dropped.size()).log("segments past retention");
    }
  }
}
