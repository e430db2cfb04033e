package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Decides how `approx_quantile` is computed.
///
/// DuckDB's sketch takes some 17 KB for every group and thread, however few rows the group has, and
/// none of it can be spilled: thirty thousand groups fill half a gigabyte. The exact quantile takes
/// eight bytes for every row, up to twice that while it grows, and less time. So where the rows of
/// a table fit, the exact one is computed, which is as good an approximation as there is.
final class Quantiles {
  static final String SKETCH = "approx_quantile";
  static final String EXACT = "quantile_disc";

  private static final int BYTES_PER_ROW = 2 * Long.BYTES;

  /// Of the memory for SQL, what quantiles may take.
  private static final int SHARE = 2;

  /// What may make more rows than a table has.
  private static final Set<String> MULTIPLYING =
      Set.of("JOIN", "TABLE_FUNCTION", "RECURSIVE_CTE_NODE", "SET_OPERATION_NODE", "SUBQUERY");

  private final List<String> tables = new ArrayList<>();
  private int calls;
  private boolean multiplies;

  private Quantiles() {}

  /// Whether all quantiles of a query can be computed exactly.
  static boolean areExact(JsonNode statement, SqlSource source, long memoryBytes) {
    Quantiles quantiles = new Quantiles();
    quantiles.walk(statement);
    if (quantiles.calls == 0 || quantiles.multiplies || quantiles.tables.size() != 1) {
      return false;
    }
    SqlTable table = SqlTable.of(quantiles.tables.getFirst());
    long most = memoryBytes / SHARE / BYTES_PER_ROW / quantiles.calls;
    return table != null && source.rows(table.signal()) <= most;
  }

  private void walk(JsonNode node) {
    String type = Tree.type(node);
    if (type.equals("BASE_TABLE")) {
      tables.add(node.path("table_name").asText());
    }
    String function = Names.fold(node.path("function_name").asText());
    if (function.equals(SKETCH)) {
      calls++;
    }
    multiplies |= MULTIPLYING.contains(type) || function.equals("unnest");
    node.forEach(this::walk);
  }
}
