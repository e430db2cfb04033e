package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProtobufTest {
  @ParameterizedTest
  @EnumSource
  void aRequestSaysWhatTheGeneratedClassesSay(Signals signal) {
    Seeds.forEach(3_000, random -> check(signal, signal.random(random).toByteArray()));
  }

  @ParameterizedTest
  @EnumSource
  void anyWayOfWritingAMessageIsRead(Signals signal) {
    Seeds.forEach(
        3_000, random -> check(signal, new Scrambler(random).scrambled(signal.random(random))));
  }

  @ParameterizedTest
  @EnumSource
  void aSliceOfAnArrayIsEnough(Signals signal) throws InvalidProtocolBufferException {
    byte[] body = signal.random(Seeds.random(1)).toByteArray();
    byte[] around = new byte[body.length + 20];
    Arrays.fill(around, (byte) 0xFF);
    System.arraycopy(body, 0, around, 10, body.length);

    Decoded<? extends Batch> decoded =
        signal.decode(around, 10, body.length, Encoding.PROTOBUF, Limits.DEFAULT);

    assertThat(BatchText.of(Bodies.batch(decoded)))
        .isEqualTo(signal.expected(signal.parse(body)).rows());
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyRequestIsAccepted(Signals signal) {
    Decoded<? extends Batch> decoded = signal.decode(new byte[0], Encoding.PROTOBUF);

    assertThat(Bodies.batch(decoded).size()).isZero();
  }

  @Test
  void capturedDemoRequestsSayWhatTheGeneratedClassesSay() throws IOException {
    for (Path file : TestData.files("otel-demo-otlp", ".binpb.gz")) {
      check(Signals.TRACES, Bodies.gunzipped(file));
    }
  }

  @ParameterizedTest
  @EnumSource
  void capturedKeycloakRequestsSayWhatTheGeneratedClassesSay(Signals signal) throws IOException {
    String suffix = "_" + signal.name().toLowerCase(Locale.ROOT) + ".pb.gz";
    for (Path file : TestData.files("keycloak-otlp", suffix)) {
      check(signal, Bodies.gunzipped(file));
    }
  }

  private static void check(Signals signal, byte[] body) throws InvalidProtocolBufferException {
    Signals.Expected expected = signal.expected(signal.parse(body));

    Decoded<? extends Batch> decoded = signal.decode(body, Encoding.PROTOBUF);

    assertThat(BatchText.lines(BatchText.of(Bodies.batch(decoded))))
        .containsExactlyElementsOf(BatchText.lines(expected.rows()));
    assertThat(Bodies.accepted(decoded).rejected()).isEqualTo(expected.rejected());
  }
}
