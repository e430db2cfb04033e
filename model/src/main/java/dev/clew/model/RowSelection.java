package dev.clew.model;

import java.util.BitSet;

/// Takes some rows of a batch into a new one, which holds no more text, resources and scopes than
/// these rows need.
public final class RowSelection {
  private RowSelection() {}

  /// The rows of a set in their order; the batch itself if that is all of them.
  public static Batch select(Batch batch, BitSet rows) {
    if (rows.cardinality() == batch.size()) {
      return batch;
    }
    return switch (batch) {
      case SpanBatch spans -> {
        SpanBatch result = new SpanBatch(rows.cardinality() + 1);
        RowMapping mapping = new RowMapping(spans, result);
        rows.stream().forEach(row -> result.append(spans, row, mapping));
        yield result;
      }
      case LogBatch logs -> {
        LogBatch result = new LogBatch(rows.cardinality() + 1);
        RowMapping mapping = new RowMapping(logs, result);
        rows.stream().forEach(row -> result.append(logs, row, mapping));
        yield result;
      }
      case PointBatch points -> {
        PointBatch result = new PointBatch(rows.cardinality() + 1);
        RowMapping mapping = new RowMapping(points, result);
        rows.stream().forEach(row -> result.append(points, row, mapping));
        yield result;
      }
    };
  }

  /// The spans of a set, each with those of its events that are in the other set.
  public static SpanBatch select(SpanBatch batch, BitSet rows, BitSet events) {
    SpanBatch result = new SpanBatch(rows.cardinality() + 1);
    RowMapping mapping = new RowMapping(batch, result);
    rows.stream().forEach(row -> result.append(batch, row, mapping, events));
    return result;
  }
}
