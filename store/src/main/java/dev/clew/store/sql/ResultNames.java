package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// Names that results have when nobody names them: the text of the expression, as it was written.
final class ResultNames {
  private final byte[] sql;

  ResultNames(String sql) {
    this.sql = sql.getBytes(StandardCharsets.UTF_8);
  }

  String of(JsonNode expression) {
    long[] range = {Long.MAX_VALUE, -1};
    widen(expression, range);
    if (range[0] < 0 || range[1] > sql.length || range[0] >= range[1]) {
      return "value";
    }
    String text =
        new String(sql, (int) range[0], (int) (range[1] - range[0]), StandardCharsets.UTF_8);
    return isBalanced(text) ? text.replaceAll("\\s+", " ").strip() : "value";
  }

  private static void widen(JsonNode node, long[] range) {
    long offset = Tree.offset(node);
    if (offset >= 0) {
      range[0] = Math.min(range[0], offset);
      range[1] = Math.max(range[1], Tree.end(node));
    }
    node.forEach(child -> widen(child, range));
  }

  private static boolean isBalanced(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
    }
    return depth == 0;
  }
}
