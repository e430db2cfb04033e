package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// How many, how many of them failed, and how long they took: a row of an answer in SQL.
record Measures(long count, long failed, JsonNode p50, JsonNode p99) {

  static final Measures NONE = new Measures(0, 0, Json.MAPPER.nullNode(), Json.MAPPER.nullNode());

  /// From four cells of a row.
  static Measures of(List<JsonNode> row, int first) {
    return new Measures(
        row.get(first).asLong(),
        row.get(first + 1).asLong(),
        row.get(first + 2),
        row.get(first + 3));
  }

  void addTo(ObjectNode target) {
    target.put("count", count);
    target.put("failed", failed);
    target.set("p50", p50);
    target.set("p99", p99);
  }
}
