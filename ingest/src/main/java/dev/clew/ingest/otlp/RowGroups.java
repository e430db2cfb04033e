package dev.clew.ingest.otlp;

import dev.clew.model.Batch;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Orders rows as OTLP nests them: by resource, within that by scope, else as they came.
final class RowGroups {
  private RowGroups() {}

  static int[] all(Batch batch) {
    int[] rows = new int[batch.size()];
    Arrays.setAll(rows, row -> row);
    return rows;
  }

  static int[] grouped(Batch batch, int[] rows) {
    int[] byScope = grouped(rows, batch.scopes().size(), batch::scope);
    return grouped(byScope, batch.resources().size(), batch::resource);
  }

  /// Brings rows of one group together; the group whose first row comes first is first.
  private static int[] grouped(int[] rows, int groups, IntUnaryOperator group) {
    int[] sizes = new int[groups];
    int[] order = new int[groups];
    int seen = 0;
    for (int row : rows) {
      int of = group.applyAsInt(row);
      if (sizes[of]++ == 0) {
        order[seen++] = of;
      }
    }
    int[] next = new int[groups];
    for (int i = 1; i < seen; i++) {
      next[order[i]] = next[order[i - 1]] + sizes[order[i - 1]];
    }
    int[] result = new int[rows.length];
    for (int row : rows) {
      result[next[group.applyAsInt(row)]++] = row;
    }
    return result;
  }
}
