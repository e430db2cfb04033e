package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OtlpEncoderTest {
  @ParameterizedTest
  @EnumSource
  void whatIsEncodedDecodesToEqualRows(Signals signal) {
    Seeds.forEach(
        2_000,
        random -> {
          byte[] body = signal.random(random).toByteArray();
          Batch batch = Bodies.batch(signal.decode(body, Encoding.PROTOBUF));

          byte[] encoded = OtlpEncoder.encode(batch);

          Batch again = Bodies.batch(signal.decode(encoded, Encoding.PROTOBUF));
          assertThat(BatchText.lines(BatchText.of(again)))
              .containsExactlyInAnyOrderElementsOf(BatchText.lines(BatchText.of(batch)));
          assertThat(signal.expected(signal.parse(encoded)).rows()).isEqualTo(BatchText.of(again));
        });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGroupedKeepsItsOrderAndItsBytes(Signals signal) {
    Seeds.forEach(
        300,
        random -> {
          byte[] body = signal.random(random).toByteArray();
          byte[] grouped = OtlpEncoder.encode(Bodies.batch(signal.decode(body, Encoding.PROTOBUF)));

          Batch batch = Bodies.batch(signal.decode(grouped, Encoding.PROTOBUF));

          assertThat(OtlpEncoder.encode(batch)).isEqualTo(grouped);
        });
  }

  @Test
  void rowsOfOneResourceAndScopeStandTogether() throws IOException {
    SpanBatch batch = new RandomBatches(Seeds.random(5), TraceText.RECEIVED_NANOS).spans(200);

    TracesData data = TracesData.parseFrom(OtlpEncoder.encode(batch));

    assertThat(data.getResourceSpansCount()).isEqualTo(batch.resources().size());
    assertThat(data.getResourceSpansList())
        .allSatisfy(group -> assertThat(group.getScopeSpansCount()).isLessThanOrEqualTo(2));
  }

  @Test
  void chosenRowsAreWrittenUnderTheFieldThatIsAskedFor() throws IOException {
    SpanBatch batch = new RandomBatches(Seeds.random(6), TraceText.RECEIVED_NANOS).spans(4);
    ProtoWriter out = new ProtoWriter();
    int mark = out.begin(7);
    OtlpEncoder.encode(batch, new int[] {2, 0}, 1, out);
    out.end(mark);

    ProtoReader in = new ProtoReader(out.array(), 0, out.length());
    int tag = in.tag();
    int length = in.length();
    SpanBatch decoded =
        (SpanBatch)
            Bodies.batch(
                Signals.TRACES.decode(
                    out.array(), in.position(), length, Encoding.PROTOBUF, Limits.DEFAULT));

    List<String> all = BatchText.spans(batch);
    assertThat(tag).isEqualTo(7 << 3 | ProtoReader.BYTES);
    assertThat(BatchText.spans(decoded)).containsExactlyInAnyOrder(all.get(2), all.get(0));
  }

  @Test
  void realRequestsSurviveEncoding() throws IOException {
    for (Path file : TestData.files("keycloak-otlp", ".pb.gz")) {
      Signals signal =
          file.toString().contains("traces")
              ? Signals.TRACES
              : file.toString().contains("logs") ? Signals.LOGS : Signals.METRICS;
      Batch batch = Bodies.batch(signal.decode(Bodies.gunzipped(file), Encoding.PROTOBUF));

      Batch again = Bodies.batch(signal.decode(OtlpEncoder.encode(batch), Encoding.PROTOBUF));

      assertThat(BatchText.of(again)).containsExactlyInAnyOrderElementsOf(BatchText.of(batch));
    }
  }
}
