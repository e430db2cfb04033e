package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.server.http.receive.Requests;
import dev.clew.testkit.FakeClock;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damage to one segment is reported and costs no answer about the others, whichever API meets it
/// first.
final class CorruptSegmentTest {
  private static final int SPANS = 40;
  private static final int SEGMENTS = 4;
  private static final int LEFT = SPANS * (SEGMENTS - 1);
  private static final String DAMAGED = "traces-p0-000000000001-000000000001";

  private final FakeClock clock = LiveServer.newClock();

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      for (int i = 0; i < SEGMENTS; i++) {
        assertThat(server.post(Requests.spans(SPANS, i)).statusCode()).isEqualTo(200);
        server.seal();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"search", "sql", "trace", "tempo", "tempo search", "jaeger", "jaeger search"})
  void parquetThatIsDamagedWhileTheServerRunsIsSetAsideByTheFirstWhoReadsIt(String api)
      throws IOException {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      overwrite("spans.parquet");

      ask(server, api);

      assertThat(server.metric("clew_store_segments_set_aside_total")).isEqualTo(1);
      checkRest(server);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment.json", "traces.index", "values.filter"})
  void damagedMetadataIsSetAsideAtTheStart(String name) throws IOException {
    overwrite(name);

    try (LiveServer server = LiveServer.start(folder, clock)) {
      assertThat(server.metric("clew_store_segments_set_aside_total")).isEqualTo(1);
      checkRest(server);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"origins.parquet", "values.json.zst", "traces.index"})
  void otherFilesThatAreDamagedWhileTheServerRunsHarmNoAnswerAboutTheRest(String name)
      throws IOException {
    try (LiveServer server = LiveServer.start(folder, clock)) {
      overwrite(name);

      for (String api :
          List.of("search", "sql", "tempo", "tempo search", "jaeger", "jaeger search")) {
        ask(server, api);
      }
      assertThat(
              server.get("/clew/v1/values?scope=span&key=user.id&start=1&end=9000000000").status())
          .isEqualTo(200);
      assertThat(server.get("/clew/v1/services?start=1&end=9000000000").status()).isEqualTo(200);
    }
  }

  @Test
  void aSegmentInQuarantineIsStillReportedAfterARestart() throws IOException {
    overwrite("segment.json");
    try (LiveServer server = LiveServer.start(folder, clock)) {
      assertThat(server.metric("clew_store_segments_in_quarantine")).isEqualTo(1);
    }

    try (LiveServer server = LiveServer.start(folder, clock)) {
      assertThat(server.metric("clew_store_segments_set_aside_total")).isZero();
      assertThat(server.metric("clew_store_segments_in_quarantine")).isEqualTo(1);
      assertThat(server.get("/readyz").text())
          .isEqualTo("ready\nnote: 1 damaged segment set aside in quarantine\n");
    }
  }

  private static void checkRest(LiveServer server) throws IOException {
    assertThat(server.spans()).isEqualTo(LEFT);
    assertThat(server.found()).isEqualTo(LEFT);
    for (String api : List.of("trace", "tempo", "jaeger", "tempo search", "jaeger search")) {
      ask(server, api);
    }
    assertThat(server.metric("clew_store_segments_in_quarantine")).isEqualTo(1);
    LiveServer.Answer ready = server.get("/readyz");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.text()).contains("note: 1 damaged segment set aside in quarantine");
  }

  /// Asks about the damaged segment and the others; what is asked of the others is answered.
  private static void ask(LiveServer server, String api) throws IOException {
    String window = "start=1&end=9000000000";
    String micros = "start=1&end=9000000000000000";
    switch (api) {
      case "search" -> assertThat(server.found()).isGreaterThanOrEqualTo(LEFT);
      case "sql" ->
          assertThat(server.sql("SELECT count(*) FROM spans WHERE attributes['user.id'] <> ''"))
              .isGreaterThanOrEqualTo(LEFT);
      case "tempo search" ->
          assertThat(count(server, "/tempo/api/search?limit=1000&" + window, "traces"))
              .isGreaterThanOrEqualTo(LEFT);
      case "jaeger search" ->
          assertThat(
                  count(server, "/jaeger/api/traces?service=identity&limit=1000&" + micros, "data"))
              .isGreaterThanOrEqualTo(LEFT);
      case "trace", "tempo", "jaeger" -> {
        server.get(path(api) + traceOf(1));
        for (int part : new int[] {0, 2, 3}) {
          LiveServer.Answer answer = server.get(path(api) + traceOf(part));
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
          assertThat(answer.text()).contains("POST /login");
        }
      }
      default -> throw new IllegalArgumentException(api);
    }
  }

  private static String path(String api) {
    return switch (api) {
      case "tempo" -> "/tempo/api/traces/";
      case "jaeger" -> "/jaeger/api/traces/";
      default -> "/clew/v1/traces/";
    };
  }

  private static int count(LiveServer server, String path, String list) {
    LiveServer.Answer answer = server.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path(list).size();
  }

  private static String traceOf(int seed) throws InvalidProtocolBufferException {
    byte[] id =
        ExportTraceServiceRequest.parseFrom(Requests.spans(SPANS, seed))
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpans(0)
            .getTraceId()
            .toByteArray();
    return HexFormat.of().formatHex(id);
  }

  /// Puts other bytes of the same number in the place of a file's.
  private void overwrite(String name) throws IOException {
    Path file = folder.resolve("store/segments").resolve(DAMAGED).resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 8, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);
  }
}
