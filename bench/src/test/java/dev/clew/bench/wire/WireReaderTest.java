package dev.clew.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class WireReaderTest {
  private static final SlotSink DEAF =
      new SlotSink() {
        @Override
        public void enter(WireField.Message message) {}

        @Override
        public void slot(Slot slot, int offset, int width, WireField field) {}
      };

  @Test
  void whatIsReadIsWrittenAgainByteForByte() {
    Seeds.forEach(
        200,
        random -> {
          byte[] body = anyRequest(random).toByteArray();

          byte[] written = WireWriter.write(WireReader.read(body, Schema.REQUEST), DEAF);

          assertThat(written).isEqualTo(body);
        });
  }

  @Test
  void capturedBodiesAreWrittenAgainByteForByte() throws IOException {
    for (Path file : TestData.files("otel-demo-otlp", ".binpb.gz")) {
      byte[] body = unzipped(file);

      byte[] written = WireWriter.write(WireReader.read(body, Schema.REQUEST), DEAF);

      assertThat(written).as(file.toString()).isEqualTo(body);
    }
  }

  @Test
  void truncatedBodiesAreRefused() {
    byte[] body = anyRequest(Seeds.random(1)).toByteArray();
    byte[] cut = Arrays.copyOf(body, body.length - 3);

    assertThatThrownBy(() -> WireReader.read(cut, Schema.REQUEST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ExportTraceServiceRequest anyRequest(RandomGenerator random) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      spans.addSpans(anySpan(random));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(anyAttribute(random)))
                .addScopeSpans(spans))
        .build();
  }

  private static Span anySpan(RandomGenerator random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(id))
        .setSpanId(ByteString.copyFrom(id, 0, 8))
        .setName("naïve " + random.nextInt())
        .setStartTimeUnixNano(random.nextLong())
        .setEndTimeUnixNano(random.nextLong())
        .setFlags(random.nextInt())
        .addAttributes(anyAttribute(random))
        .addLinks(Span.Link.newBuilder().setTraceId(ByteString.copyFrom(id)))
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(1).addAttributes(anyAttribute(random)))
        .build();
  }

  private static KeyValue anyAttribute(RandomGenerator random) {
    AnyValue value =
        switch (random.nextInt(4)) {
          case 0 -> AnyValue.newBuilder().setIntValue(random.nextLong()).build();
          case 1 -> AnyValue.newBuilder().setDoubleValue(random.nextDouble()).build();
          case 2 -> AnyValue.newBuilder().setStringValue("x".repeat(random.nextInt(200))).build();
          default -> AnyValue.newBuilder().setBoolValue(true).build();
        };
    return KeyValue.newBuilder().setKey("key" + random.nextInt(9)).setValue(value).build();
  }

  private static byte[] unzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
