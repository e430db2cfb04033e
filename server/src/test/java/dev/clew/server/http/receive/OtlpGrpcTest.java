package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import dev.clew.ingest.log.Entry;
import dev.clew.model.Signal;
import dev.clew.server.http.Await;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpGrpcTest {
  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int DEADLINE_EXCEEDED = 4;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;

  private final FakeLog log = new FakeLog(1);
  private ReceivingServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ReceivingServer.start(
            Setup.of(log).with(ReceiveOptions.DEFAULT.withMaxRequestBytes(1 << 20)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void acknowledgedRequestsAreInTheLogAsTheyCame() {
    byte[] request = Requests.spans(7, 1);

    GrpcCall.Answer answer = call(GrpcCall.frame(false, request));

    assertThat(answer.status()).isEqualTo(OK);
    assertThat(answer.body()).isEmpty();
    Entry entry = log.entries(0).getFirst();
    assertThat(entry.signal()).isEqualTo(Signal.TRACES);
    assertThat(entry.encoding()).isEqualTo(Encoding.OTLP_PROTOBUF.tag());
    assertThat(entry.copyPayload()).isEqualTo(request);
    assertThat(server.rows()).isEqualTo(7);
  }

  @Test
  void nothingIsAnsweredBeforeItIsDurable() {
    log.hold();

    CompletableFuture<GrpcCall.Answer> answer =
        GrpcCall.send(server.grpc(GrpcCall.TRACES), GrpcCall.frame(false, Requests.spans(1, 2)));
    Await.until(() -> log.waiting() == 1);

    assertThat(answer).isNotDone();
    assertThat(server.rows()).isZero();

    log.release();

    assertThat(answer.join().status()).isEqualTo(OK);
    assertThat(server.rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "deflate"})
  void packedMessagesAreUnpacked(String encoding) throws IOException {
    byte[] packed = Packed.as(encoding, Requests.spans(20, 3));

    GrpcCall.Answer answer = call(GrpcCall.frame(true, packed), "grpc-encoding", encoding);

    assertThat(answer.status()).isEqualTo(OK);
    assertThat(server.rows()).isEqualTo(20);
    assertThat(log.entries(0).getFirst().copyPayload()).isEqualTo(Requests.spans(20, 3));
  }

  @Test
  void emptyRequestsSucceedAndAreNotLogged() {
    GrpcCall.Answer answer = call(GrpcCall.frame(false, new byte[0]));

    assertThat(answer.status()).isEqualTo(OK);
    assertThat(answer.body()).isEmpty();
    assertThat(log.entries(0)).isEmpty();
  }

  @Test
  void flawedSpansArePartialSuccess() throws IOException {
    GrpcCall.Answer answer = call(GrpcCall.frame(false, Requests.spansAndFlawed(3, 2, 4)));

    assertThat(answer.status()).isEqualTo(OK);
    var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(2);
    assertThat(partial.getErrorMessage()).contains("trace id");
    assertThat(server.rows()).isEqualTo(3);
    assertThat(server.metric("clew_ingest_rejected_spans_total")).isEqualTo(2);
  }

  @Test
  void malformedMessagesAreInvalidArgumentsWithDetails() {
    GrpcCall.Answer answer = call(GrpcCall.frame(false, new byte[] {10, 127, 1}));

    assertThat(answer.status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(answer.message()).contains("byte");
    assertThat(answer.detailText()).contains("google.rpc.BadRequest");
    assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"malformed\"}"))
        .isEqualTo(1);
  }

  @Test
  void truncatedMessagesAreInvalidArguments() {
    byte[] frame = GrpcCall.frame(false, Requests.spans(3, 5));

    GrpcCall.Answer answer = call(Arrays.copyOf(frame, frame.length - 1));

    assertThat(answer.status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(answer.message()).contains("ended after");
  }

  @Test
  void callsWithoutAMessageAreInvalidArguments() {
    assertThat(call(new byte[0]).status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(call(new byte[] {0, 0, 0}).status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void callsWithTwoMessagesAreInvalidArguments() {
    byte[] frame = GrpcCall.frame(false, Requests.spans(1, 6));
    byte[] twice = ByteBuffer.allocate(frame.length * 2).put(frame).put(frame).array();

    assertThat(call(twice).status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(server.rows()).isZero();
  }

  @Test
  void unknownFlagsAreInvalidArguments() {
    byte[] frame = GrpcCall.frame(false, Requests.spans(1, 7));
    frame[0] = 2;

    assertThat(call(frame).status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void packedMessagesNeedAnEncoding() throws IOException {
    byte[] packed = Packed.gzip(Requests.spans(1, 8));

    assertThat(call(GrpcCall.frame(true, packed)).status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void unsupportedEncodingsAreUnimplementedAndNameTheSupported() {
    GrpcCall.Answer answer = call(GrpcCall.frame(true, new byte[10]), "grpc-encoding", "snappy");

    assertThat(answer.status()).isEqualTo(UNIMPLEMENTED);
    assertThat(answer.header("grpc-accept-encoding")).contains("gzip", "zstd");
  }

  @Test
  void brokenCompressionIsAnInvalidArgument() throws IOException {
    byte[] packed = Packed.gzip(Requests.spans(50, 9));
    byte[] cut = Arrays.copyOf(packed, packed.length / 2);

    GrpcCall.Answer answer = call(GrpcCall.frame(true, cut), "grpc-encoding", "gzip");

    assertThat(answer.status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void largeMessagesExhaustResourcesWithoutARetryHint() {
    GrpcCall.Answer answer = call(GrpcCall.frame(false, Requests.spanOfSize(1 << 20)));

    assertThat(answer.status()).isEqualTo(RESOURCE_EXHAUSTED);
    assertThat(answer.details()).isEmpty();
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedBeforeItsBytesCome() {
    byte[] prefix = ByteBuffer.allocate(5).put((byte) 0).putInt(Integer.MAX_VALUE).array();

    assertThat(call(prefix).status()).isEqualTo(RESOURCE_EXHAUSTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "deflate"})
  void messagesThatUnpackBeyondTheLimitExhaustResources(String encoding) throws IOException {
    byte[] bomb = Packed.as(encoding, new byte[64 << 20]);

    GrpcCall.Answer answer = call(GrpcCall.frame(true, bomb), "grpc-encoding", encoding);

    assertThat(answer.status()).isEqualTo(RESOURCE_EXHAUSTED);
    Await.until(() -> server.intake.budget().usedBytes() == 0);
  }

  @Test
  void unknownMethodsAreUnimplemented() {
    String path = "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export";

    GrpcCall.Answer answer = GrpcCall.post(server.grpc(path), GrpcCall.frame(false, new byte[0]));

    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.status()).isEqualTo(UNIMPLEMENTED);
  }

  @Test
  void otherContentTypesAreUnsupportedMedia() {
    GrpcCall.Answer answer =
        call(GrpcCall.frame(false, Requests.spans(1, 10)), "content-type", "application/json");

    assertThat(answer.httpStatus()).isEqualTo(415);
  }

  @Test
  void callsOverHttp1AreToldToUseHttp2() {
    WebClient http1 = WebClient.of("h1c://" + server.grpc("").getAuthority());

    GrpcCall.Answer answer =
        GrpcCall.send(http1, GrpcCall.TRACES, GrpcCall.frame(false, new byte[0])).join();

    assertThat(answer.httpStatus()).isEqualTo(505);
  }

  @Test
  void theDeadlineOfTheCallerHolds() {
    log.hold();

    GrpcCall.Answer answer =
        call(GrpcCall.frame(false, Requests.spans(1, 11)), "grpc-timeout", "50m");

    assertThat(answer.status()).isEqualTo(DEADLINE_EXCEEDED);
    log.release();
    Await.until(() -> server.intake.budget().usedBytes() == 0);
  }

  @Test
  void malformedDeadlinesAreInvalidArguments() {
    GrpcCall.Answer answer =
        call(GrpcCall.frame(false, Requests.spans(1, 12)), "grpc-timeout", "soon");

    assertThat(answer.status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void manyCallsShareOneConnection() {
    try (ClientFactory factory = ClientFactory.builder().build()) {
      WebClient client =
          WebClient.builder("h2c://" + server.grpc("").getAuthority()).factory(factory).build();
      List<CompletableFuture<GrpcCall.Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] frame = GrpcCall.frame(false, Requests.spans(5, 1_000 + i));
        answers.add(GrpcCall.send(client, GrpcCall.TRACES, frame));
      }

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(OK));
    }
    assertThat(server.rows()).isEqualTo(1_000);
    Await.until(() -> server.intake.budget().usedBytes() == 0);
  }

  @Test
  void largeBodiesAreDecodedByWorkers() {
    byte[] request = Requests.spans(6_000, 13);
    assertThat(request.length).isGreaterThan(ReceiveOptions.DEFAULT.inlineBytes());

    assertThat(call(GrpcCall.frame(false, request)).status()).isEqualTo(OK);
    assertThat(server.rows()).isEqualTo(6_000);
  }

  private GrpcCall.Answer call(byte[] body, String... headers) {
    return GrpcCall.post(server.grpc(GrpcCall.TRACES), body, headers);
  }
}
