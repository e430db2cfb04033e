package dev.clew.server.api.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.ValueType;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.server.api.OneTrace;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThirdVersionTest {
  private static final String WINDOW =
      "query.startTimeMin=2026-01-01T00:00:00Z&query.startTimeMax=2026-01-01T00:10:00Z";

  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode snapshot(String name) throws IOException {
    return new ObjectMapper().readTree(TestData.require("traces/jaeger/apiv3/" + name).toFile());
  }

  private static SpanBatch span(String service, String name, SpanKind kind) {
    SpanBatch batch = new SpanBatch();
    batch.traceIdLow(0, 1);
    batch.spanId(0, 2);
    batch.name(0, batch.strings().add(name));
    batch.kind(0, kind);
    batch.status(0, SpanStatus.ERROR);
    int id = batch.strings().add(service);
    if (!service.isEmpty()) {
      int key = batch.strings().add("service.name");
      batch.resources().attributes().add(key, ValueType.STRING, id);
    }
    batch.resource(0, batch.resources().endRow(id, 0, 0, 0));
    batch.scope(0, batch.scopes().endRow(0, 0, 0, 0));
    return batch;
  }

  @Test
  void tracesEqualTheSnapshots() throws IOException {
    SpanBatch batch = span("", "foobar", SpanKind.SERVER);
    batch.endRow();
    server.add(batch);

    assertThat(server.get("/api/v3/traces/1").json()).isEqualTo(snapshot("GetTrace.json"));
    assertThat(
            server
                .get(
                    "/api/v3/traces?query.startTimeMin=1970-01-01T00:00:00Z"
                        + "&query.startTimeMax=1970-01-01T00:00:01Z")
                .json())
        .isEqualTo(snapshot("FindTraces.json"));
  }

  @Test
  void summariesEqualTheSnapshot() throws IOException {
    SpanBatch batch = span("frontend", "HTTP GET /", SpanKind.SERVER);
    batch.startNanos(0, 1_000_000_000_000L);
    batch.endNanos(0, 1_001_000_000_000L);
    batch.endRow();
    SpanBatch child = span("frontend", "child", SpanKind.CLIENT);
    child.spanId(0, 3);
    child.parentSpanId(0, 2);
    child.status(0, SpanStatus.UNSET);
    child.startNanos(0, 1_000_000_000_000L);
    child.endNanos(0, 1_000_500_000_000L);
    child.endRow();
    server.add(batch);
    server.add(child);

    Answer answer =
        server.get(
            "/api/v3/trace-summaries?query.service_name=frontend"
                + "&query.start_time_min=1970-01-01T00:16:00.000000001Z"
                + "&query.start_time_max=1970-01-01T02:17:00+01:00");

    assertThat(answer.json()).isEqualTo(snapshot("FindTraceSummaries.json"));
  }

  @Test
  void namesEqualTheSnapshots() throws IOException {
    SpanBatch batch = span("foo", "get_users", SpanKind.SERVER);
    batch.endRow();
    server.add(batch);

    assertThat(server.get("/api/v3/services").json()).isEqualTo(snapshot("GetServices.json"));
    assertThat(server.get("/api/v3/operations?service=foo&span_kind=server").json())
        .isEqualTo(snapshot("GetOperations.json"));
    assertThat(server.get("/api/v3/operations?service=foo&spanKind=client").text())
        .isEqualTo("{\"operations\":[]}");
  }

  @Test
  void searchesAskForAttributesOfAnyType() {
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));

    String attributes = ApiServer.query("query.attributes", "{\"try\":3,\"ok\":true}");

    assertThat(server.get("/api/v3/traces" + attributes + "&" + WINDOW).status()).isEqualTo(200);
    assertThat(server.get("/api/v3/traces?" + WINDOW + "&query.durationMin=9s").status())
        .isEqualTo(404);
    assertThat(server.get("/api/v3/trace-summaries?" + WINDOW + "&query.durationMin=9s").text())
        .isEqualTo("{\"summaries\":[]}");
  }

  @Test
  void timesMayHaveABarePlus() {
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));

    assertThat(server.get("/api/v3/traces/1?startTime=2026-01-01T00:00:00+00:00").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v3/traces",
        "/api/v3/traces?query.startTimeMin=2026-01-01T00:00:00Z",
        "/api/v3/traces?query.startTimeMin=x&query.startTimeMax=y",
        "/api/v3/traces?" + WINDOW + "&query.searchDepth=0",
        "/api/v3/traces?" + WINDOW + "&query.attributes=x",
        "/api/v3/traces?" + WINDOW + "&query.durationMax=-1s",
        "/api/v3/traces?" + WINDOW + "&query.filter=%7B%7D",
        "/api/v3/trace-summaries",
        "/api/v3/traces/xyz",
        "/api/v3/traces/1?startTime=x"
      })
  void whatMakesNoSenseIsAnErrorObject(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/httpCode").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).isNotBlank();
  }

  @Test
  void unknownTracesAreMissing() {
    Answer answer = server.get("/jaeger/api/v3/traces/77");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().at("/error/httpCode").asInt()).isEqualTo(404);
  }
}
