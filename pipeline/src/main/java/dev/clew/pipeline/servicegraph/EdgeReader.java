package dev.clew.pipeline.servicegraph;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.series.AttributeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds attributes of the spans of a batch; their names are looked up once for it.
final class EdgeReader {
  /// Longer values are cut, so that what waits is bounded.
  private static final int MAX_LENGTH = 1024;

  private static final SpanBatch NOTHING = new SpanBatch(0);

  private final ServiceGraphOptions options;
  private SpanBatch batch = NOTHING;
  private int serviceKey = -1;
  private int[] dimensionKeys = new int[0];
  private int[] peerKeys = new int[0];
  private int[] databaseKeys = new int[0];

  EdgeReader(ServiceGraphOptions options) {
    this.options = options;
  }

  void begin(SpanBatch next) {
    batch = next;
    serviceKey = batch.strings().find("service.name");
    dimensionKeys = keys(options.dimensions());
    peerKeys = keys(options.peerAttributes());
    databaseKeys = keys(options.databaseAttributes());
  }

  /// Lets go of the batch.
  void end() {
    batch = NOTHING;
  }

  private int[] keys(List<String> names) {
    return names.stream().mapToInt(batch.strings()::find).toArray();
  }

  /// Service of a span; null if its resource names none.
  @Nullable String service(int span) {
    return find(batch.resources().attributes(), batch.resource(span), serviceKey);
  }

  /// Reads what a side of an edge tells besides its service.
  void read(int span, Edge edge, Edge.Side side) {
    side.durationNanos = batch.durationNanos(span);
    for (int i = 0; i < dimensionKeys.length; i++) {
      String value = ofResourceOrSpan(span, dimensionKeys[i]);
      if (value != null) {
        side.dimensions[i] = value;
      }
    }
    for (int rank = 0; rank < Math.min(peerKeys.length, edge.peerRank); rank++) {
      String value = find(batch.attributes(), span, peerKeys[rank]);
      if (value != null) {
        edge.peerRank = rank;
        edge.peer = value;
      }
    }
  }

  /// Name of the database that the span asks; null if it asks none.
  @Nullable String database(int span) {
    for (int key : databaseKeys) {
      String value = ofResourceOrSpan(span, key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private @Nullable String ofResourceOrSpan(int span, int key) {
    String value = find(batch.resources().attributes(), batch.resource(span), key);
    return value != null ? value : find(batch.attributes(), span, key);
  }

  private @Nullable String find(Attributes attributes, int owner, int key) {
    int entry = attributes.find(owner, key);
    if (entry < 0) {
      return null;
    }
    String text = AttributeText.of(batch.strings(), attributes, entry);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
