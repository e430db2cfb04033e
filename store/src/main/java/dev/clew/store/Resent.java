package dev.clew.store;

import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.util.HashMap;
import java.util.Map;

/// Spans that were sent more than once.
final class Resent {
  private Resent() {}

  /// What makes a span the same as another.
  private record Identity(long traceHigh, long traceLow, long spanId, SpanKind kind) {}

  /// The batch with each span once, as it came last; the batch itself when no span came twice.
  static SpanBatch removed(SpanBatch batch) {
    Map<Identity, Integer> last = HashMap.newHashMap(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      last.put(identity(batch, row), row);
    }
    if (last.size() == batch.size()) {
      return batch;
    }
    SpanBatch unique = new SpanBatch(last.size());
    RowMapping mapping = new RowMapping(batch, unique);
    for (int row = 0; row < batch.size(); row++) {
      if (last.getOrDefault(identity(batch, row), -1) == row) {
        unique.append(batch, row, mapping);
      }
    }
    return unique;
  }

  private static Identity identity(SpanBatch batch, int row) {
    return new Identity(
        batch.traceIdHigh(row), batch.traceIdLow(row), batch.spanId(row), batch.kind(row));
  }
}
