package dev.clew.pipeline.servicegraph;

import dev.clew.model.Strings;
import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.Metric;
import dev.clew.pipeline.series.MetricShape;
import dev.clew.pipeline.series.Observation;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The metrics of edges: requests, failed ones, and latencies as either side saw them.
final class EdgeMetrics {
  private static final int CLIENT = 0;
  private static final int SERVER = 1;
  private static final int CONNECTION = 2;
  private static final int FAILED = 3;
  private static final int VIRTUAL = 4;
  private static final int FIRST_DIMENSION = 5;
  private static final int GROUP = 0;

  private final ServiceGraphOptions options;
  private final TextPool pool;
  private final DimensionRow row;
  private final Observation observation = new Observation();
  private final Metric requests;
  private final Metric failed;
  private final Metric server;
  private final Metric client;
  private final List<Metric> all;

  EdgeMetrics(ServiceGraphOptions options, TextPool pool) {
    this.options = options;
    this.pool = pool;
    row = new DimensionRow(pool, FIRST_DIMENSION + 2 * options.dimensions().size());
    Measure count = new Measure.Count();
    requests = metric("request_total", "Requests between services.", count);
    failed = metric("request_failed_total", "Failed requests between services.", count);
    server = metric("request_server", "Latency as servers saw it.", options.latencies());
    client = metric("request_client", "Latency as clients saw it.", options.latencies());
    all = List.of(requests, failed, server, client);
  }

  private Metric metric(String name, String description, Measure measure) {
    List<String> labels = new ArrayList<>(List.of("client", "server", "connection_type", "failed"));
    List<Integer> columns = new ArrayList<>(List.of(CLIENT, SERVER, CONNECTION, FAILED));
    if (options.hasVirtualLabel()) {
      labels.add("virtual_node");
      columns.add(VIRTUAL);
    }
    for (String side : List.of("client_", "server_")) {
      for (String dimension : options.dimensions()) {
        columns.add(FIRST_DIMENSION + columns.size() - labelsBeforeDimensions());
        labels.add(side + dimension);
      }
    }
    String unit = measure instanceof Measure.Count ? "" : "s";
    return new Metric(
        new MetricShape(
            "traces_service_graph_" + name,
            unit,
            description,
            measure,
            labels,
            columns,
            false,
            0,
            options.budget()),
        pool);
  }

  private int labelsBeforeDimensions() {
    return options.hasVirtualLabel() ? FIRST_DIMENSION : FIRST_DIMENSION - 1;
  }

  /// Counts an edge whose services are known.
  void count(Edge edge, long instant) {
    Strings texts = new Strings();
    set(CLIENT, texts, edge.client.service);
    set(SERVER, texts, edge.server.service);
    set(CONNECTION, texts, edge.connectionType);
    set(FAILED, texts, Boolean.toString(edge.isFailed));
    set(VIRTUAL, texts, edge.virtualSide.isEmpty() ? null : edge.virtualSide);
    int column = FIRST_DIMENSION;
    for (Edge.Side side : edge.sides()) {
      for (String dimension : side.dimensions) {
        set(column++, texts, dimension);
      }
    }
    observation.at(instant);
    observation.took(instant, edge.server.durationNanos);
    requests.count(row, GROUP, observation);
    if (edge.isFailed) {
      failed.count(row, GROUP, observation);
    }
    server.count(row, GROUP, observation);
    observation.took(instant, edge.client.durationNanos);
    client.count(row, GROUP, observation);
    row.clear();
  }

  private void set(int column, Strings texts, @org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      row.known(column, TextPool.ABSENT);
    } else {
      row.text(column, texts, texts.add(text));
    }
  }

  boolean hasBirths() {
    return all.stream().anyMatch(Metric::hasBirths);
  }

  void births(PointWriter writer) {
    all.forEach(metric -> metric.births(writer));
  }

  /// Removes series that were last seen before an instant, then writes the points of the others.
  void flush(long due, long seenBefore, PointWriter writer) {
    boolean isAny = false;
    for (Metric metric : all) {
      isAny |= metric.expire(seenBefore, _ -> false, due, writer);
    }
    if (isAny) {
      writer.flush();
      Strings old = pool.beginRebuild();
      all.forEach(metric -> metric.moveTexts(old));
    }
    all.forEach(metric -> metric.flush(due, writer));
  }

  long overflowed() {
    return requests.overflowed();
  }

  void save(DataOutput out) throws IOException {
    pool.save(out);
    for (Metric metric : all) {
      metric.save(out);
    }
  }

  void restore(DataInput in) throws IOException {
    int[] references = pool.restore(in);
    for (Metric metric : all) {
      metric.restore(in, references);
    }
  }
}
