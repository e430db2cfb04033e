package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.clew.ingest.otlp.JsonForm;
import dev.clew.ingest.otlp.OtlpJsonEncoder;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Spans in the order of answers, and as a part of JSON.
public final class OtlpTrace {
  private OtlpTrace() {}

  /// The rows of a batch by trace, start, span id and kind.
  public static int[] ordered(SpanBatch spans) {
    return IntStream.range(0, spans.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer row) -> spans.traceId(row))
                .thenComparingLong(row -> spans.startNanos(row))
                .thenComparing(row -> spans.spanId(row), Long::compareUnsigned)
                .thenComparing(row -> spans.kind(row)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Puts the `ResourceSpans` of these rows into a field. They become text only when the object
  /// does, so that a long trace never stands in memory as a tree.
  public static void put(
      ObjectNode object, String field, SpanBatch spans, int[] rows, JsonForm form) {
    object.putRawValue(field, new RawValue(new ResourceSpans(spans, rows, form)));
  }

  private static final class ResourceSpans extends JsonSerializable.Base {
    private final SpanBatch spans;
    private final int[] rows;
    private final JsonForm form;

    ResourceSpans(SpanBatch spans, int[] rows, JsonForm form) {
      this.spans = spans;
      this.rows = rows;
      this.form = form;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
      new OtlpJsonEncoder(out, form).spans(spans, rows);
    }

    @Override
    public void serializeWithType(
        JsonGenerator out, SerializerProvider serializers, TypeSerializer types)
        throws IOException {
      serialize(out, serializers);
    }
  }
}
