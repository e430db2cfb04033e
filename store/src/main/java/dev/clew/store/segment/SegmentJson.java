package dev.clew.store.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Field.Scope;
import dev.clew.model.Signal;
import dev.clew.model.SpanKind;
import dev.clew.model.TimeRange;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `segment.json`: reads and writes [SegmentInfo].
///
/// The text begins with its version and a checksum, which is computed with zeros in its place.
/// Version 1, which may still be read, had no checksums.
final class SegmentJson {
  private static final int VERSION = 2;
  private static final String HEAD = "{\"version\":2,\"crc32c\":\"";
  private static final String NO_SUM = "00000000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SegmentJson() {}

  static byte[] write(SegmentInfo info) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("crc32c", NO_SUM);
    root.put("id", info.id());
    root.put("signal", info.signal().name());
    root.put("rows", info.rows());
    root.put("traces", info.traces());
    root.put("minTimeNanos", info.times().fromNanos());
    root.put("maxTimeNanos", info.times().toNanos());
    root.put("maxEndNanos", info.maxEndNanos());
    root.put("sealedMillis", info.sealedMillis());
    ArrayNode layout = root.putArray("layout");
    for (Layout.Dedicated column : info.layout().columns()) {
      layout.addObject().put("key", column.key()).put("type", column.type().name());
    }
    info.columns().forEach(root.putArray("columns")::add);
    root.put("areKeysComplete", info.areKeysComplete());
    ArrayNode keys = root.putArray("keys");
    info.keys()
        .forEach((key, counts) -> {
          ObjectNode node = keys.addObject();
          node.put("scope", key.scope().name()).put("key", key.name());
          ArrayNode types = node.putArray("counts");
          for (long count : counts) {
            types.add(count);
          }
        });
    root.put("areStrays", info.areStrays());
    addTraces(root, info);
    ObjectNode files = root.putObject("files");
    info.files()
        .forEach((name, sum) ->
            files.putObject(name).put("bytes", sum.bytes()).put("crc32c", sum.crc32c()));
    return summed(JSON.writeValueAsBytes(root));
  }

  private static void addTraces(ObjectNode root, SegmentInfo info) {
    ArrayNode operations = root.putArray("operations");
    for (TraceSummary.CountedOperation counted : info.operations()) {
      operations
          .addObject()
          .put("service", counted.operation().service())
          .put("name", counted.operation().name())
          .put("kind", counted.operation().kind().name())
          .put("count", counted.count())
          .put("errors", counted.errors());
    }
    ArrayNode edges = root.putArray("edges");
    for (TraceSummary.CountedEdge counted : info.edges()) {
      edges
          .addObject()
          .put("parent", counted.edge().parent())
          .put("child", counted.edge().child())
          .put("count", counted.count());
    }
  }

  /// Puts the checksum in its place.
  private static byte[] summed(byte[] text) {
    String sum = HexFormat.of().toHexDigits(FileSum.crc32c(text), NO_SUM.length());
    System.arraycopy(
        sum.getBytes(StandardCharsets.US_ASCII), 0, text, HEAD.length(), NO_SUM.length());
    return text;
  }

  /// Whether the text is as it was written.
  private static boolean isWhole(byte[] text) {
    if (text.length < HEAD.length() + NO_SUM.length()) {
      return false;
    }
    byte[] blank = text.clone();
    System.arraycopy(
        NO_SUM.getBytes(StandardCharsets.US_ASCII), 0, blank, HEAD.length(), NO_SUM.length());
    return Arrays.equals(text, summed(blank));
  }

  /// @throws IOException when the text is not of a known version or lacks something
  static SegmentInfo read(byte[] text) throws IOException {
    JsonNode root = JSON.readTree(text);
    int version = root.path("version").asInt();
    if (version < 1 || version > VERSION) {
      throw new IOException("segment.json of unknown version " + root.path("version"));
    }
    if (version > 1 && !isWhole(text)) {
      throw new IOException("segment.json is damaged: checksum differs");
    }
    try {
      return new SegmentInfo(
          root.required("id").asText(),
          Signal.valueOf(root.required("signal").asText()),
          root.required("rows").asLong(),
          root.required("traces").asLong(),
          new TimeRange(
              root.required("minTimeNanos").asLong(), root.required("maxTimeNanos").asLong()),
          root.required("maxEndNanos").asLong(),
          root.required("sealedMillis").asLong(),
          layout(root.required("layout")),
          columns(root.required("columns")),
          keys(root.required("keys")),
          root.required("areKeysComplete").asBoolean(),
          operations(root.required("operations")),
          edges(root.required("edges")),
          files(root.required("files")),
          root.path("areStrays").asBoolean());
    } catch (IllegalArgumentException damaged) {
      throw new IOException("segment.json is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static Layout layout(JsonNode nodes) {
    List<Layout.Dedicated> columns = new ArrayList<>();
    for (JsonNode node : nodes) {
      columns.add(
          new Layout.Dedicated(
              node.required("key").asText(), ValueType.valueOf(node.required("type").asText())));
    }
    return new Layout(columns);
  }

  private static Set<String> columns(JsonNode nodes) {
    Set<String> columns = new HashSet<>();
    nodes.forEach(node -> columns.add(node.asText()));
    return columns;
  }

  private static Map<KeyStatistics.Key, long[]> keys(JsonNode nodes) {
    Map<KeyStatistics.Key, long[]> keys = new HashMap<>();
    for (JsonNode node : nodes) {
      long[] counts = new long[ValueType.values().length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = node.required("counts").path(i).asLong();
      }
      keys.put(
          new KeyStatistics.Key(
              Scope.valueOf(node.required("scope").asText()), node.required("key").asText()),
          counts);
    }
    return keys;
  }

  private static List<TraceSummary.CountedOperation> operations(JsonNode nodes) {
    List<TraceSummary.CountedOperation> operations = new ArrayList<>();
    for (JsonNode node : nodes) {
      operations.add(
          new TraceSummary.CountedOperation(
              new TraceSummary.Operation(
                  node.required("service").asText(),
                  node.required("name").asText(),
                  SpanKind.valueOf(node.required("kind").asText())),
              node.required("count").asLong(),
              node.required("errors").asLong()));
    }
    return operations;
  }

  private static List<TraceSummary.CountedEdge> edges(JsonNode nodes) {
    List<TraceSummary.CountedEdge> edges = new ArrayList<>();
    for (JsonNode node : nodes) {
      edges.add(
          new TraceSummary.CountedEdge(
              new TraceSummary.Edge(
                  node.required("parent").asText(), node.required("child").asText()),
              node.required("count").asLong()));
    }
    return edges;
  }

  private static Map<String, FileSum> files(JsonNode node) {
    Map<String, FileSum> files = new HashMap<>();
    node.properties().forEach(entry -> files.put(entry.getKey(), sum(entry.getValue())));
    return files;
  }

  private static FileSum sum(JsonNode node) {
    return node.isObject()
        ? new FileSum(node.required("bytes").asLong(), node.required("crc32c").asLong())
        : new FileSum(node.asLong(), FileSum.UNKNOWN);
  }
}
