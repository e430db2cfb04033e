package dev.clew.bench.template;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bodies of a run, decoded by the generated classes.
final class Bodies {
  static final long BASE_NANOS = 1_760_000_000_000_000_000L;

  private Bodies() {}

  static TemplateSet set(Shape shape, Encoding encoding, long seed) throws IOException {
    return TemplateSet.of(
        new TemplateSet.Plan(
            shape, encoding, CapturedBodies.folder(), seed, 100_000, BASE_NANOS, 200_000));
  }

  /// Without captured bodies, so that the test runs everywhere.
  static TemplateSet made(Shape shape, Encoding encoding, long seed) throws IOException {
    @Nullable Path none = null;
    return TemplateSet.of(
        new TemplateSet.Plan(shape, encoding, none, seed, 100_000, BASE_NANOS, 200_000));
  }

  static byte[] bytes(PayloadSource source, long sequence) {
    Payload payload = source.payload(sequence);
    return Arrays.copyOfRange(
        payload.buffer(), payload.offset(), payload.offset() + payload.length());
  }

  static List<Span> spans(PayloadSource source, long sequence)
      throws InvalidProtocolBufferException {
    return spans(ExportTraceServiceRequest.parseFrom(bytes(source, sequence)));
  }

  static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(group -> group.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
