package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.server.http.receive.Packed;
import dev.clew.server.http.receive.Requests;
import dev.clew.server.http.receive.RpcStatusView;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a hostile sender gets for an answer over HTTP and gRPC, and which counter tells of it.
/// After each, the server takes a good request and finds it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileInputTest {
  private static final String MALFORMED =
      "clew_ingest_refused_requests_total{reason=\"malformed\"}";
  private static final String TOO_LARGE =
      "clew_ingest_refused_requests_total{reason=\"too_large\"}";
  private static final long START = HostileRequests.START_NANOS;
  private static final long YEAR = 31_536_000_000_000_000L;

  private LiveServer server;
  private long seed = 1_000_000;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = LiveServer.start(folder, LiveServer.newClock());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /// A body that is refused.
  ///
  /// @param packing `identity` for none
  record Refused(
      String name,
      String packing,
      LongFunction<byte[]> body,
      int httpStatus,
      int grpcCode,
      String message,
      String counter) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// A body that is taken in part or repaired.
  ///
  /// @param kept spans that are found afterwards
  /// @param rejected spans that the answer says were left out
  /// @param message of the partial success
  /// @param counted by how much the counter moves
  record Repaired(
      String name,
      LongFunction<byte[]> body,
      int kept,
      int rejected,
      String message,
      String counter,
      int counted) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        new Refused(
            "truncated",
            "identity",
            seed -> half(Requests.spans(5, seed)),
            400,
            3,
            "byte",
            MALFORMED),
        new Refused("random bytes", "identity", HostileInputTest::noise, 400, 3, "byte", MALFORMED),
        new Refused(
            "oversized",
            "identity",
            seed -> Requests.spanOfSize((5 << 20) + (int) (seed % 1_000)),
            413,
            8,
            "larger than 4194304 bytes",
            TOO_LARGE),
        new Refused(
            "gzip bomb",
            "gzip",
            _ -> new byte[64 << 20],
            413,
            8,
            "unpacks to more than 4194304 bytes",
            TOO_LARGE),
        new Refused(
            "zstd bomb",
            "zstd",
            _ -> new byte[64 << 20],
            413,
            8,
            "unpacks to more than 4194304 bytes",
            TOO_LARGE),
        new Refused(
            "broken gzip", "broken gzip", HostileInputTest::noise, 400, 3, "not valid", MALFORMED),
        new Refused(
            "broken zstd", "broken zstd", HostileInputTest::noise, 400, 3, "not valid", MALFORMED));
  }

  static Stream<Repaired> repaired() {
    return Stream.of(values(), ids(), clocks()).flatMap(each -> each);
  }

  private static Stream<Repaired> values() {
    return Stream.of(
        new Repaired(
            "deeply nested value",
            seed -> HostileRequests.nested(seed, 5_000),
            1,
            0,
            "all kept, with 1 values",
            "clew_ingest_truncated_values_total",
            1),
        new Repaired(
            "invalid UTF-8",
            HostileRequests::invalidText,
            1,
            0,
            "all kept, with 1 values",
            "clew_ingest_malformed_texts_total",
            1),
        new Repaired(
            "100,000 attributes",
            seed -> HostileRequests.attributes(seed, 100_000),
            1,
            0,
            "all kept, with 98976 values",
            "clew_ingest_dropped_parts_total",
            100_000 - 1_024));
  }

  private static Stream<Repaired> ids() {
    return Stream.of(
        new Repaired(
            "trace id of a wrong length",
            seed ->
                HostileRequests.withChanged(
                    seed, span -> span.setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3}))),
            1,
            1,
            "1 span refused: trace id must be 16 bytes and not all zero",
            "clew_ingest_rejected_spans_total",
            1),
        new Repaired(
            "trace id of zeros",
            seed ->
                HostileRequests.withChanged(
                    seed, span -> span.setTraceId(ByteString.copyFrom(new byte[16]))),
            1,
            1,
            "1 span refused: trace id must be 16 bytes and not all zero",
            "clew_ingest_rejected_spans_total",
            1),
        new Repaired(
            "span id of zeros",
            seed ->
                HostileRequests.withChanged(
                    seed, span -> span.setSpanId(ByteString.copyFrom(new byte[8]))),
            1,
            1,
            "1 span refused: span id must be 8 bytes and not all zero",
            "clew_ingest_rejected_spans_total",
            1),
        new Repaired(
            "a span twice",
            HostileRequests::duplicates,
            1,
            0,
            "",
            "clew_store_resent_spans_total",
            1));
  }

  private static Stream<Repaired> clocks() {
    return Stream.of(
        new Repaired(
            "a clock ten years ahead",
            seed -> HostileRequests.withChanged(seed, span -> shifted(span, 10 * YEAR)),
            2,
            0,
            "",
            "clew_store_stray_spans_total",
            1),
        new Repaired(
            "a clock at its beginning",
            seed -> HostileRequests.withChanged(seed, span -> shifted(span, 1 - START)),
            2,
            0,
            "",
            "clew_store_stray_spans_total",
            1),
        new Repaired(
            "a clock beyond what fits",
            seed ->
                HostileRequests.withChanged(
                    seed, span -> span.setStartTimeUnixNano(-1).setEndTimeUnixNano(-1)),
            1,
            1,
            "1 span refused: ",
            "clew_ingest_rejected_spans_total",
            1));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeReadIsRefusedWithAReason(Refused input) throws IOException {
    double before = server.metric(input.counter());
    String encoding = input.packing().replace("broken ", "");

    byte[] first = packed(input);
    HttpResponse<byte[]> http =
        encoding.equals("identity")
            ? server.post(first)
            : server.post(first, "Content-Encoding", encoding);
    byte[] second = packed(input);
    GrpcCall.Answer grpc =
        encoding.equals("identity")
            ? server.call(second)
            : server.call(second, "grpc-encoding", encoding);

    assertThat(http.statusCode()).isEqualTo(input.httpStatus());
    RpcStatusView status = RpcStatusView.parse(http.body());
    assertThat(status.code()).isEqualTo(input.grpcCode());
    assertThat(status.message()).contains(input.message());
    assertThat(HttpCall.header(http, "retry-after")).isEmpty();
    assertThat(grpc.status()).isEqualTo(input.grpcCode());
    assertThat(grpc.message()).contains(input.message());
    assertThat(server.metric(input.counter())).isEqualTo(before + 2);
    checkUnharmed();
  }

  @ParameterizedTest
  @MethodSource("repaired")
  void whatIsBeyondALimitIsRepairedAndCounted(Repaired input) throws IOException {
    double counted = server.metric(input.counter());
    long spans = server.spans();

    HttpResponse<byte[]> http = server.post(input.body().apply(++seed));
    GrpcCall.Answer grpc = server.call(input.body().apply(++seed));

    assertThat(http.statusCode()).isEqualTo(200);
    check(http.body(), input);
    assertThat(grpc.status()).isZero();
    check(grpc.body(), input);
    assertThat(server.spans()).isGreaterThanOrEqualTo(spans + 2L * input.kept());
    server.seal();
    assertThat(server.spans()).isEqualTo(spans + 2L * input.kept());
    assertThat(server.metric(input.counter())).isEqualTo(counted + 2 * input.counted());
    checkUnharmed();
  }

  @Test
  void randomBytesAreNeverAFaultOfTheServer() throws IOException {
    Seeds.forEach(
        100,
        random -> {
          byte[] body = new byte[random.nextInt(2_000)];
          random.nextBytes(body);
          assertThat(server.post(body).statusCode()).isIn(200, 400);
          assertThat(server.post("/v1/traces", HttpCall.JSON, body).statusCode()).isIn(200, 400);
          assertThat(server.post("/api/v2/spans", HttpCall.JSON, body).statusCode())
              .isIn(200, 202, 400);
          assertThat(server.call(body).status()).isIn(0, 3);
        });
    assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"internal\"}")).isZero();
    checkUnharmed();
  }

  @Test
  void deeplyNestedJsonIsRefusedInJson() throws IOException {
    double before = server.metric(MALFORMED);
    String text = "{\"resourceSpans\":" + "[".repeat(100_000);

    HttpResponse<byte[]> answer =
        server.post("/v1/traces", HttpCall.JSON, text.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(HttpCall.header(answer, "content-type")).isEqualTo("application/json");
    assertThat(HttpCall.text(answer)).contains("\"code\":3").contains("\"message\":\"");
    assertThat(server.metric(MALFORMED)).isEqualTo(before + 1);
    checkUnharmed();
  }

  private static void check(byte[] answer, Repaired input) throws InvalidProtocolBufferException {
    var partial = ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(input.rejected());
    assertThat(partial.getErrorMessage()).startsWith(input.message());
  }

  private void checkUnharmed() throws IOException {
    long before = server.spans();
    assertThat(server.post(Requests.spans(3, ++seed)).statusCode()).isEqualTo(200);
    assertThat(server.call(Requests.spans(4, ++seed)).status()).isZero();
    assertThat(server.spans()).isEqualTo(before + 7);
    assertThat(server.get("/readyz").status()).isEqualTo(200);
  }

  private byte[] packed(Refused input) throws IOException {
    byte[] body = input.body().apply(++seed);
    return input.packing().startsWith("broken") ? body : Packed.as(input.packing(), body);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] noise(long seed) {
    byte[] bytes = new byte[1_000];
    Seeds.random(seed).nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    return bytes;
  }

  private static Span.Builder shifted(Span.Builder span, long nanos) {
    return span.setStartTimeUnixNano(START + nanos).setEndTimeUnixNano(START + nanos + 1_000);
  }
}
