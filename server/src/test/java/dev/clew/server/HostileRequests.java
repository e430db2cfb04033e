package dev.clew.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Requests that no well-behaved sender makes. Those of different seeds differ in their ids.
final class HostileRequests {
  static final long START_NANOS = 1_790_000_000_000_000_000L;

  private HostileRequests() {}

  /// One good span and one that was changed.
  static byte[] withChanged(long seed, UnaryOperator<Span.Builder> change) {
    RandomGenerator random = Seeds.random(seed);
    return request(span(random), change.apply(span(random)));
  }

  /// A span and its copy of another name.
  static byte[] duplicates(long seed) {
    Span.Builder span = span(Seeds.random(seed));
    return request(span, span.clone().setName("again"));
  }

  /// A span with so many attributes.
  static byte[] attributes(long seed, int count) {
    Span.Builder span = span(Seeds.random(seed));
    for (int i = 0; i < count; i++) {
      span.addAttributes(attribute("key-" + i, AnyValue.newBuilder().setIntValue(i)));
    }
    return request(span);
  }

  /// A span with an attribute of arrays in arrays.
  static byte[] nested(long seed, int depth) {
    byte[] value = {};
    for (int i = 0; i < depth; i++) {
      value = framed(0x2A, framed(0x0A, value)); // AnyValue.array_value, ArrayValue.values
    }
    byte[] attribute =
        joined(framed(0x0A, "deep".getBytes(StandardCharsets.UTF_8)), framed(0x12, value));
    byte[] span = joined(span(Seeds.random(seed)).build().toByteArray(), framed(0x4A, attribute));
    return framed(0x0A, framed(0x12, framed(0x12, span)));
  }

  /// A span with an attribute value that is not UTF-8.
  static byte[] invalidText(long seed) {
    byte[] value = framed(0x0A, new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xFF});
    byte[] attribute =
        joined(framed(0x0A, "text".getBytes(StandardCharsets.UTF_8)), framed(0x12, value));
    byte[] span = joined(span(Seeds.random(seed)).build().toByteArray(), framed(0x4A, attribute));
    return framed(0x0A, framed(0x12, framed(0x12, span)));
  }

  static Span.Builder span(RandomGenerator random) {
    return Span.newBuilder()
        .setTraceId(bytes(random, 16))
        .setSpanId(bytes(random, 8))
        .setName("hostile")
        .setStartTimeUnixNano(START_NANOS)
        .setEndTimeUnixNano(START_NANOS + 1_000);
  }

  static byte[] request(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static ByteString bytes(RandomGenerator random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  /// A field of bytes with its tag and length in front.
  private static byte[] framed(int tag, byte[] content) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 6);
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeUInt32NoTag(tag);
      out.writeUInt32NoTag(content.length);
      out.writeRawBytes(content);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteString.copyFrom(first).concat(ByteString.copyFrom(second)).toByteArray();
  }
}
