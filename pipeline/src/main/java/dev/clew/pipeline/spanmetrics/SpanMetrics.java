package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.MetricShape;
import dev.clew.pipeline.series.Observation;
import dev.clew.pipeline.series.Overflow;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts spans, their durations and their events, by service, name, kind, status and further
/// dimensions, and puts out points from time to time.
///
/// A flush is due at each multiple of the interval since the epoch. It tells of exactly what
/// arrived before, whether it happens when time passes or when the next batch arrives, and its
/// points bear the instant at which it was due. So the points depend on arrivals alone.
public final class SpanMetrics implements Stage {
  private static final Logger log = LoggerFactory.getLogger(SpanMetrics.class);
  private static final int STATE_VERSION = 1;

  /// When there is no room, series without spans for so long make some.
  private static final long IDLE_NANOS = 300_000_000_000L;

  private static final int DELTA_INTERVALS = 20;

  private final String id;
  private final SpanMetricsOptions options;
  private final @Nullable Stage spans;
  private final Stage points;
  private final TextPool pool = new TextPool();
  private final MetricSet metrics;
  private final Sketches sketches;
  private final DimensionRow row;
  private final SpanRows rows;
  private final ResourceGroups groups;
  private final Observation observation = new Observation();
  private final Set<String> warned = new HashSet<>();
  private long offset;
  private long nextFlush = Long.MIN_VALUE;
  private long counted;
  private long unnamed;
  private int[] groupOf = new int[0];
  private volatile List<Overflow> full = List.of();
  private volatile SpanMetricsStats stats = new SpanMetricsStats(0, 0, 0, 0, 0);

  /// @param id of the component in the configuration, for warnings
  /// @param spans takes all spans unchanged; null if they go nowhere
  /// @param points takes the points
  public SpanMetrics(String id, SpanMetricsOptions options, @Nullable Stage spans, Stage points) {
    this.id = id;
    this.options = options;
    this.spans = spans;
    this.points = points;
    Columns columns = new Columns(options.guard().prefixes());
    metrics = new MetricSet(options, columns, pool);
    sketches = new Sketches(options, columns);
    row = new DimensionRow(pool, columns.size());
    rows = new SpanRows(pool, row, columns, options.dimensions().scopes(), options.countsUnnamed());
    groups = new ResourceGroups(options.naming().isByResource(), options.resources());
  }

  /// The metrics that a stage with these options puts out, for those who check what asks for them.
  public static List<MetricShape> shapes(SpanMetricsOptions options) {
    Columns columns = new Columns(options.guard().prefixes());
    return new MetricSet(options, columns, new TextPool()).shapes();
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!(batch instanceof SpanBatch spanBatch)) {
      throw new IllegalArgumentException("spanmetrics takes spans, not " + batch.signal());
    }
    if (!arrival.isRecall()) {
      advance(arrival.instantNanos());
      offset = arrival.offset();
      count(spanBatch, arrival.instantNanos());
      boolean isFlushed = options.timing().flushNanos() == 0;
      if (isFlushed || metrics.hasBirths()) {
        PointWriter writer = writer(arrival.instantNanos());
        metrics.births(writer);
        if (isFlushed) {
          flush(arrival.instantNanos(), writer);
        }
        writer.flush();
      }
    }
    if (spans != null) {
      spans.accept(batch, arrival);
    }
  }

  private PointWriter writer(long instant) {
    Arrival arrival = Arrival.of(offset, instant);
    return new PointWriter(
        pool,
        options.naming().scope(),
        groups::add,
        (PointBatch batch) -> points.accept(batch, arrival));
  }

  private void count(SpanBatch batch, long instant) {
    observation.at(instant);
    rows.begin(batch);
    groupOf = new int[batch.resources().size()];
    Arrays.fill(groupOf, -1);
    for (int span = 0; span < batch.size(); span++) {
      if (!rows.read(span)) {
        unnamed++;
        continue;
      }
      counted++;
      int group = group(batch, batch.resource(span), instant);
      observation.span(batch.traceIdHigh(span), batch.traceIdLow(span), batch.spanId(span));
      observation.took(batch.startNanos(span), batch.durationNanos(span));
      if (!sketches.isEmpty()) {
        sketches.add(row);
      }
      metrics.count(row, group, observation);
      if (metrics.countsEvents()) {
        countEvents(batch, span, group);
      }
    }
    rows.end();
  }

  private int group(SpanBatch batch, int resource, long instant) {
    if (groupOf[resource] < 0) {
      groupOf[resource] = groups.of(batch, resource, instant);
    }
    return groupOf[resource];
  }

  private void countEvents(SpanBatch batch, int span, int group) {
    SpanEvents events = batch.events();
    for (int event = events.start(span); event < events.end(span); event++) {
      rows.readEvent(span, event);
      observation.took(events.timeNanos(event), 0);
      metrics.countEvent(row, group, observation);
    }
  }

  @Override
  public void advance(long instantNanos) {
    long interval = options.timing().flushNanos();
    if (interval > 0 && instantNanos >= nextFlush) {
      long due = Math.floorDiv(instantNanos, interval) * interval;
      if (nextFlush != Long.MIN_VALUE) {
        // What was counted is told before it may expire, however long nothing came since.
        flushAt(nextFlush);
        if (due > nextFlush) {
          flushAt(due);
        }
      }
      nextFlush = due + interval;
    }
    sketches.advance(instantNanos);
  }

  private void flushAt(long due) {
    sketches.advance(due);
    PointWriter writer = writer(due);
    flush(due, writer);
    writer.flush();
  }

  private void flush(long due, PointWriter writer) {
    warn();
    Set<Integer> gone = groups.gone(due, options.timing().resourceExpiryNanos());
    long expiry = expiryNanos();
    long seenBefore = expiry == 0 ? Long.MIN_VALUE : due - expiry + 1;
    metrics.expire(gone, seenBefore, due - IDLE_NANOS + 1, due, writer);
    groups.remove(gone);
    metrics.flush(due, writer);
    if (!sketches.isEmpty()) {
      sketches.write(due, writer);
    }
    stats =
        new SpanMetricsStats(
            counted, unnamed, metrics.overflowed(), metrics.series(), metrics.bytes());
  }

  /// Series of deltas always expire: they are kept only to follow on from the last point.
  private long expiryNanos() {
    long expiry = options.timing().seriesExpiryNanos();
    return expiry == 0 && options.isDelta()
        ? DELTA_INTERVALS * options.timing().flushNanos()
        : expiry;
  }

  /// Warns once of each metric that has no room, until it has room again.
  private void warn() {
    if (metrics.overflowed() == 0) {
      warned.clear();
      full = List.of();
      return;
    }
    if (warned.isEmpty()) {
      full = List.copyOf(overflows());
      for (Overflow overflow : full) {
        if (warned.add(overflow.metric())) {
          log.atWarn()
              .addKeyValue("component", id)
              .addKeyValue("metric", overflow.metric())
              .addKeyValue("dimension", overflow.label())
              .addKeyValue("distinctValues", overflow.distinctValues())
              .addKeyValue("series", overflow.series())
              .log("series budget used up; further spans count in one series without labels");
        }
      }
    }
  }

  /// Metrics that have no room for further series, and the label that is most likely why. For the
  /// thread of the stage.
  public List<Overflow> overflows() {
    return metrics.overflows();
  }

  /// As [#overflows] was when a metric last ran out of room, for any thread; empty once all have
  /// room again.
  public List<Overflow> fullMetrics() {
    return full;
  }

  /// About how many spans of the last minutes had a value, never too few; -1 if the attribute is
  /// not among `top` of the guard. For the thread of the stage.
  public long frequency(String attribute, String value) {
    return sketches.frequency(attribute, TextPool.hash(value, options.guard().hashSeed()));
  }

  /// Memory that series, texts and sketches hold at most. For the thread of the stage.
  public long bytes() {
    return metrics.bytes() + sketches.maxBytes();
  }

  /// Counters as of the last flush, for any thread.
  public SpanMetricsStats stats() {
    return stats;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(STATE_VERSION);
    out.writeLong(offset);
    out.writeLong(nextFlush);
    out.writeLong(counted);
    out.writeLong(unnamed);
    groups.save(out);
    metrics.save(out);
    sketches.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != STATE_VERSION) {
      throw new IOException("state of span metrics in version %d".formatted(version));
    }
    offset = in.readLong();
    nextFlush = in.readLong();
    counted = in.readLong();
    unnamed = in.readLong();
    groups.restore(in);
    metrics.restore(in);
    sketches.restore(in);
  }
}
