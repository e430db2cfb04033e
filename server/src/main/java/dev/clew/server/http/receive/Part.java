package dev.clew.server.http.receive;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one request that belong to one partition of the log.
record Part(int partition, Batch batch) {

  /// Divides a batch by partition, in the order of the partitions. A batch of which all rows belong
  /// to one is not copied.
  static List<Part> split(Batch batch, int partitions) {
    int[] partitionOf = PartitionKeys.partitions(batch, partitions);
    if (allEqual(partitionOf)) {
      return List.of(new Part(partitionOf[0], batch));
    }
    @Nullable Copy[] copies = new Copy[partitions];
    for (int row = 0; row < partitionOf.length; row++) {
      int partition = partitionOf[row];
      Copy copy = copies[partition];
      if (copy == null) {
        copy = Copy.of(batch);
        copies[partition] = copy;
      }
      copy.append(row);
    }
    return parts(copies);
  }

  private static boolean allEqual(int[] values) {
    for (int value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static List<Part> parts(@Nullable Copy[] copies) {
    List<Part> parts = new ArrayList<>();
    for (int partition = 0; partition < copies.length; partition++) {
      Copy copy = copies[partition];
      if (copy != null) {
        parts.add(new Part(partition, copy.target()));
      }
    }
    return parts;
  }

  /// Some rows of a batch in a batch of their own.
  private sealed interface Copy {
    Batch target();

    void append(int row);

    static Copy of(Batch source) {
      return switch (source) {
        case SpanBatch spans -> Spans.of(spans, new SpanBatch());
        case LogBatch logs -> Logs.of(logs, new LogBatch());
        case PointBatch points -> Points.of(points, new PointBatch());
      };
    }

    /// Copy of spans.
    record Spans(SpanBatch source, SpanBatch target, RowMapping mapping) implements Copy {
      static Copy of(SpanBatch source, SpanBatch target) {
        return new Spans(source, target, new RowMapping(source, target));
      }

      @Override
      public void append(int row) {
        target.append(source, row, mapping);
      }
    }

    /// Copy of log records.
    record Logs(LogBatch source, LogBatch target, RowMapping mapping) implements Copy {
      static Copy of(LogBatch source, LogBatch target) {
        return new Logs(source, target, new RowMapping(source, target));
      }

      @Override
      public void append(int row) {
        target.append(source, row, mapping);
      }
    }

    /// Copy of metric points.
    record Points(PointBatch source, PointBatch target, RowMapping mapping) implements Copy {
      static Copy of(PointBatch source, PointBatch target) {
        return new Points(source, target, new RowMapping(source, target));
      }

      @Override
      public void append(int row) {
        target.append(source, row, mapping);
      }
    }
  }
}
