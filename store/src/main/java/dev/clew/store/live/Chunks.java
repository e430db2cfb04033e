package dev.clew.store.live;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Closed chunks of each signal, in the order of the log; they never change.
public record Chunks(List<SpanBatch> spans, List<LogBatch> logs, List<PointBatch> points) {
  public Chunks {
    spans = List.copyOf(spans);
    logs = List.copyOf(logs);
    points = List.copyOf(points);
  }

  /// All chunks of several parts.
  public static Chunks join(List<Chunks> parts) {
    List<SpanBatch> spans = new ArrayList<>();
    List<LogBatch> logs = new ArrayList<>();
    List<PointBatch> points = new ArrayList<>();
    for (Chunks part : parts) {
      spans.addAll(part.spans);
      logs.addAll(part.logs);
      points.addAll(part.points);
    }
    return new Chunks(spans, logs, points);
  }

  /// The chunks of all signals.
  public Stream<Batch> all() {
    return Stream.of(spans, logs, points).flatMap(List::stream);
  }

  /// Rows of one signal.
  public static long rows(List<? extends Batch> chunks) {
    return chunks.stream().mapToLong(Batch::size).sum();
  }
}
