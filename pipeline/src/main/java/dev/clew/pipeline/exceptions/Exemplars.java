package dev.clew.pipeline.exceptions;

import dev.clew.model.SpanBatch;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The first few exceptions of each series in a batch, as the JSON text of
/// [dev.clew.model.PointBatch#detail].
final class Exemplars {
  private static final int MAX_PER_SERIES = 5;

  private final SpanBatch batch;
  private final Map<Integer, StringBuilder> texts = new HashMap<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();

  Exemplars(SpanBatch batch) {
    this.batch = batch;
  }

  void add(int series, int span, int event) {
    if (numbers.merge(series, 1, Integer::sum) > MAX_PER_SERIES) {
      return;
    }
    StringBuilder text = texts.computeIfAbsent(series, _ -> new StringBuilder("{\"exemplars\":["));
    text.append(text.charAt(text.length() - 1) == '[' ? "{" : ",{")
        .append("\"timeNanos\":")
        .append(Long.toUnsignedString(batch.events().timeNanos(event)))
        .append(",\"value\":1,\"traceId\":\"")
        .append(batch.traceId(span).hex())
        .append("\",\"spanId\":\"")
        .append(HexFormat.of().toHexDigits(batch.spanId(span)))
        .append("\"}");
  }

  /// The text for a series of which something was added.
  String detail(int series) {
    return texts.get(series) + "]}";
  }
}
