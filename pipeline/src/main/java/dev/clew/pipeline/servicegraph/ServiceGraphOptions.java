package dev.clew.pipeline.servicegraph;

import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.util.List;

/// How spans become edges between services.
///
/// @param ttlNanos how long one side of an edge waits for the other
/// @param maxItems sides that wait; spans of further edges are dropped and counted
/// @param latencies how latencies are told
/// @param dimensions attributes that become labels, of each side
/// @param peerAttributes attributes of a client that name a server which sends no spans, the first
///   that is there; empty if edges with one side only are not to count
/// @param hasVirtualLabel whether a label tells which side sent no spans
/// @param databaseAttributes attributes that name a database, which sends no spans
/// @param flushNanos from points to points; 0 for after each batch
public record ServiceGraphOptions(
    long ttlNanos,
    int maxItems,
    Measure latencies,
    List<String> dimensions,
    List<String> peerAttributes,
    boolean hasVirtualLabel,
    List<String> databaseAttributes,
    long flushNanos,
    SeriesBudget budget) {
  public ServiceGraphOptions {
    dimensions = List.copyOf(dimensions);
    peerAttributes = List.copyOf(peerAttributes);
    databaseAttributes = List.copyOf(databaseAttributes);
    if (ttlNanos < 0 || flushNanos < 0 || maxItems < 0) {
      throw new IllegalArgumentException(
          "negative limits: %d %d %d".formatted(ttlNanos, flushNanos, maxItems));
    }
  }
}
