package dev.clew.pipeline.servicegraph;

import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Brings together the client's and the server's span of each call and counts calls by the two
/// services.
///
/// A side that waits longer than allowed expires at exactly that instant, before anything that
/// arrives later is looked at; a flush is due at multiples of its interval. So what is put out
/// depends on arrivals alone. Spans of one trace come to one partition, so both sides meet.
public final class ServiceGraph implements Stage {
  private static final int STATE_VERSION = 1;
  private static final String SCOPE = "traces_service_graph";

  /// Series without calls for so long go.
  private static final long IDLE_NANOS = 900_000_000_000L;

  private final ServiceGraphOptions options;
  private final Stage points;
  private final TextPool pool = new TextPool();
  private final EdgeMetrics metrics;
  private final EdgeReader reader;

  /// Sides that wait, in the order of their expiry.
  private final Map<Edge.Key, Edge> waiting = new LinkedHashMap<>();

  private long offset;
  private long nextFlush = Long.MIN_VALUE;
  private long edges;
  private long expired;
  private long droppedSpans;
  private volatile ServiceGraphStats stats = new ServiceGraphStats(0, 0, 0, 0);

  /// @param points takes the points
  public ServiceGraph(ServiceGraphOptions options, Stage points) {
    this.options = options;
    this.points = points;
    metrics = new EdgeMetrics(options, pool);
    reader = new EdgeReader(options);
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!(batch instanceof SpanBatch spans)) {
      throw new IllegalArgumentException("servicegraph takes spans, not " + batch.signal());
    }
    if (arrival.isRecall()) {
      return;
    }
    advance(arrival.instantNanos());
    offset = arrival.offset();
    reader.begin(spans);
    for (int span = 0; span < spans.size(); span++) {
      String service = reader.service(span);
      if (service != null && !service.isEmpty()) {
        take(spans, span, service, arrival.instantNanos());
      }
    }
    reader.end();
    births(arrival.instantNanos());
    if (options.flushNanos() == 0) {
      flush(arrival.instantNanos());
    }
  }

  private void take(SpanBatch spans, int span, String service, long instant) {
    switch (spans.kind(span)) {
      case CLIENT -> takeClient(spans, span, service, "", instant);
      case PRODUCER -> takeClient(spans, span, service, Edge.MESSAGING, instant);
      case SERVER -> takeServer(spans, span, service, "", instant);
      case CONSUMER -> takeServer(spans, span, service, Edge.MESSAGING, instant);
      case UNSPECIFIED, INTERNAL -> {
        // No call.
      }
    }
  }

  private void takeClient(
      SpanBatch spans, int span, String service, String connectionType, long instant) {
    Edge edge = edge(spans, span, spans.spanId(span), instant);
    edge.client.service = service;
    edge.connectionType = connectionType;
    edge.isFailed |= spans.status(span) == SpanStatus.ERROR;
    reader.read(span, edge, edge.client);
    String database = reader.database(span);
    if (database != null) {
      edge.connectionType = Edge.DATABASE;
      edge.server.service = database;
      edge.server.durationNanos = spans.durationNanos(span);
    }
    keep(edge, instant);
  }

  private void takeServer(
      SpanBatch spans, int span, String service, String connectionType, long instant) {
    Edge edge = edge(spans, span, spans.parentSpanId(span), instant);
    edge.server.service = service;
    edge.connectionType = connectionType;
    edge.isFailed |= spans.status(span) == SpanStatus.ERROR;
    reader.read(span, edge, edge.server);
    keep(edge, instant);
  }

  private Edge edge(SpanBatch spans, int span, long clientId, long instant) {
    Edge.Key key = new Edge.Key(spans.traceIdHigh(span), spans.traceIdLow(span), clientId);
    Edge known = waiting.get(key);
    return known != null
        ? known
        : new Edge(key, instant + options.ttlNanos(), options.dimensions().size());
  }

  private void keep(Edge edge, long instant) {
    if (edge.isComplete()) {
      waiting.remove(edge.key);
      edges++;
      metrics.count(edge, instant);
    } else if (!waiting.containsKey(edge.key)) {
      if (waiting.size() < options.maxItems()) {
        waiting.put(edge.key, edge);
      } else {
        droppedSpans++;
      }
    }
  }

  @Override
  public void advance(long instantNanos) {
    long interval = options.flushNanos();
    if (interval > 0 && instantNanos >= nextFlush) {
      long due = Math.floorDiv(instantNanos, interval) * interval;
      if (nextFlush != Long.MIN_VALUE) {
        flushAt(nextFlush);
        if (due > nextFlush) {
          flushAt(due);
        }
      }
      nextFlush = due + interval;
    }
    if (expire(instantNanos)) {
      births(instantNanos);
      if (interval == 0) {
        flush(instantNanos);
      }
    }
  }

  private void flushAt(long due) {
    expire(due);
    births(due);
    flush(due);
  }

  /// Lets sides go that would have waited until before an instant; whether there were any.
  private boolean expire(long instant) {
    boolean isAny = false;
    Iterator<Edge> each = waiting.values().iterator();
    while (each.hasNext()) {
      Edge edge = each.next();
      if (edge.expiresNanos >= instant) {
        break;
      }
      each.remove();
      expired++;
      isAny = true;
      if (!options.peerAttributes().isEmpty()) {
        makeVirtual(edge);
      }
    }
    return isAny;
  }

  private void makeVirtual(Edge edge) {
    edge.connectionType = Edge.VIRTUAL;
    if (edge.client.service == null && edge.key.spanId() == 0) {
      edge.client.service = "user";
      edge.virtualSide = "client";
    } else if (edge.server.service == null) {
      edge.server.service = edge.peer.isEmpty() ? "unknown" : edge.peer;
      edge.virtualSide = "server";
    }
    if (edge.isComplete()) {
      edges++;
      metrics.count(edge, edge.expiresNanos);
    }
  }

  private void births(long instant) {
    if (metrics.hasBirths()) {
      PointWriter writer = writer(instant);
      metrics.births(writer);
      writer.flush();
    }
  }

  private void flush(long due) {
    PointWriter writer = writer(due);
    metrics.flush(due, due - IDLE_NANOS + 1, writer);
    writer.flush();
    stats = new ServiceGraphStats(edges, expired, droppedSpans, waiting.size());
  }

  private PointWriter writer(long instant) {
    Arrival arrival = Arrival.of(offset, instant);
    return new PointWriter(
        pool,
        SCOPE,
        (_, batch) -> batch.resources().endRow(0, 0, 0, 0),
        (PointBatch batch) -> points.accept(batch, arrival));
  }

  /// Counters as of the last flush, for any thread.
  public ServiceGraphStats stats() {
    return stats;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(STATE_VERSION);
    out.writeLong(offset);
    out.writeLong(nextFlush);
    out.writeLong(edges);
    out.writeLong(expired);
    out.writeLong(droppedSpans);
    out.writeInt(waiting.size());
    for (Edge edge : waiting.values()) {
      edge.save(out);
    }
    metrics.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != STATE_VERSION) {
      throw new IOException("state of a service graph in version %d".formatted(version));
    }
    offset = in.readLong();
    nextFlush = in.readLong();
    edges = in.readLong();
    expired = in.readLong();
    droppedSpans = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      Edge edge = Edge.restored(in, options.dimensions().size());
      waiting.put(edge.key, edge);
    }
    metrics.restore(in);
  }
}
