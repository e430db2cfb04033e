package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ProtoTracesTest {
  @Test
  void aRequestSaysWhatTheGeneratedClassesSay() {
    Seeds.forEach(
        4_000,
        random -> {
          TracesData data = new RandomTraces(random).traces();
          check(data.toByteArray());
        });
  }

  @Test
  void anyWayOfWritingAMessageIsRead() {
    Seeds.forEach(
        4_000,
        random -> {
          TracesData data = new RandomTraces(random).traces();
          check(new Scrambler(random).scrambled(data));
        });
  }

  @Test
  void aSliceOfAnArrayIsEnough() {
    byte[] body = new RandomTraces(Seeds.random(1)).traces().toByteArray();
    byte[] around = new byte[body.length + 20];
    Arrays.fill(around, (byte) 0xFF);
    System.arraycopy(body, 0, around, 10, body.length);

    Decoded<SpanBatch> decoded =
        OtlpDecoder.traces(
            around, 10, body.length, Encoding.PROTOBUF, Limits.DEFAULT, TraceText.RECEIVED_NANOS);

    assertThat(BatchText.spans(batch(decoded))).isEqualTo(BatchText.spans(batch(decode(body))));
  }

  @Test
  void realRequestsSayWhatTheGeneratedClassesSay() throws IOException {
    for (Path file : TestData.files("otel-demo-otlp", ".binpb.gz")) {
      check(Bodies.gunzipped(file));
    }
    for (Path file : TestData.files("keycloak-otlp", "traces.pb.gz")) {
      check(Bodies.gunzipped(file));
    }
  }

  private static void check(byte[] body) throws IOException {
    TraceText expected = new TraceText(TracesData.parseFrom(body));

    Decoded<SpanBatch> decoded = decode(body);

    assertThat(BatchText.lines(BatchText.spans(batch(decoded))))
        .containsExactlyElementsOf(BatchText.lines(expected.rows()));
    assertThat(((Decoded.Accepted<SpanBatch>) decoded).rejected()).isEqualTo(expected.rejected());
  }

  private static Decoded<SpanBatch> decode(byte[] body) {
    return OtlpDecoder.traces(
        body, 0, body.length, Encoding.PROTOBUF, Limits.DEFAULT, TraceText.RECEIVED_NANOS);
  }

  private static SpanBatch batch(Decoded<SpanBatch> decoded) {
    return switch (decoded) {
      case Decoded.Accepted<SpanBatch> accepted -> accepted.batch();
      case Decoded.Refused<SpanBatch> refused -> throw new AssertionError(refused.message());
    };
  }
}
