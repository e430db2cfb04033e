package dev.clew.store.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.clew.model.Field.Scope;
import dev.clew.model.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `values.json.zst`: the most frequent values of each key of a segment, for completion in editors.
final class FrequentValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FrequentValues() {}

  static byte[] write(KeyStatistics statistics) throws IOException {
    ArrayNode root = JSON.createArrayNode();
    for (KeyStatistics.Key key : statistics.countsByType().keySet()) {
      ObjectNode node = root.addObject();
      node.put("scope", key.scope().name()).put("key", key.name());
      ArrayNode values = node.putArray("values");
      for (KeyStatistics.Value value : statistics.topValues(key)) {
        values
            .addObject()
            .put("type", value.type().name())
            .put("text", value.text())
            .put("count", value.count());
      }
    }
    return Zstd.compress(JSON.writeValueAsBytes(root));
  }

  static Map<KeyStatistics.Key, List<KeyStatistics.Value>> read(byte[] packed) throws IOException {
    Map<KeyStatistics.Key, List<KeyStatistics.Value>> byKey = new HashMap<>();
    for (JsonNode node : JSON.readTree(new ZstdInputStream(new ByteArrayInputStream(packed)))) {
      List<KeyStatistics.Value> values = new ArrayList<>();
      for (JsonNode value : node.path("values")) {
        values.add(
            new KeyStatistics.Value(
                ValueType.valueOf(value.path("type").asText()),
                value.path("text").asText(),
                value.path("count").asLong()));
      }
      byKey.put(
          new KeyStatistics.Key(
              Scope.valueOf(node.path("scope").asText()), node.path("key").asText()),
          List.copyOf(values));
    }
    return byKey;
  }
}
