package dev.clew.server.api.clew;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.SpanBatch;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.OneTrace;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.Searches;
import dev.clew.server.api.Snapshots;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.MemoryTraceView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TracePicturesTest {
  private static final List<SpanBatch> TRACES =
      List.of(
          OneTrace.of(1, Duration.ofMinutes(2)),
          OneTrace.of(2, Duration.ofMinutes(4)),
          OneTrace.of(3, Duration.ofHours(3)));
  private static final String FIRST = "/clew/v1/traces/00000000000000000000000000000001";

  /// `{name!="x"}|count()>0`
  private static final String ONE_BY_ONE = "%7Bname!=%22x%22%7D%7Ccount()%3E0";

  private final QueryRunner runner = new QueryRunner(2, 16, Duration.ofSeconds(10));
  private final Snapshots snapshots = new Snapshots(1, 1, InstantSource.system());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpListeners listeners;

  @BeforeEach
  void open() throws IOException {
    Searches searches =
        new Searches(_ -> new MemoryTraceView(TRACES, 7), snapshots, runner.deadline());
    TracePictures pictures =
        new TracePictures(searches, noSql(), runner, new FakeClock(ApiServer.NOW));
    listeners =
        HttpListeners.open(
            List.of(new Listener("http", Listener.address("0"), null, pictures::addTo)),
            ConnectionLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    listeners.close();
    snapshots.close();
    runner.close();
  }

  @Test
  void aHeatmapOfWhatSqlCannotAskCountsTheNewest() throws Exception {
    JsonNode map = json("/clew/v1/heatmap?q=" + ONE_BY_ONE + "&columns=60&rows=4");

    assertThat(map.path("traces").asInt()).isEqualTo(2);
    assertThat(map.path("errors").asInt()).isEqualTo(2);
    assertThat(map.path("isComplete").asBoolean()).isTrue();
    assertThat(map.path("quantiles").path("p50").asLong()).isEqualTo(20_000_000);
    assertThat(map.path("cells")).hasSize(2);
    assertThat(map.path("cells").get(0)).hasSize(4);
    assertThat(map.path("services").get(0).toString())
        .isEqualTo("{\"value\":\"gateway\",\"traces\":2,\"errors\":2}");
    assertThat(map.path("operations").get(0).path("value").asText()).isEqualTo("POST /login");
  }

  @Test
  void aHeatmapOfNothingIsEmpty() throws Exception {
    JsonNode map = json("/clew/v1/heatmap?q=%7Bname=%22nothing%22%7D%7Ccount()%3E0");

    assertThat(map.path("traces").asInt()).isZero();
    assertThat(map.path("cells")).isEmpty();
  }

  @Test
  void whatIsAskedWronglySaysWhere() throws Exception {
    assertThat(get("/clew/v1/heatmap?q=%7B%20name%20%3D").body()).contains("at line 1, col");
    assertThat(get("/clew/v1/heatmap?columns=0").statusCode()).isEqualTo(400);
  }

  @Test
  void theShapeOfATraceStandsInColumnsByStart() throws Exception {
    JsonNode shape = json(FIRST + "/shape");

    assertThat(shape.path("spanCount").asInt()).isEqualTo(2);
    assertThat(shape.path("spanIds").asText()).isEqualTo("00000000000000010000000000000002");
    assertThat(shape.path("parents").toString()).isEqualTo("[-1,0]");
    assertThat(shape.path("starts").toString()).isEqualTo("[0,1000000]");
    assertThat(shape.path("durations").toString()).isEqualTo("[20000000,8000000]");
    assertThat(shape.path("statuses").toString()).isEqualTo("[0,2]");
    assertThat(shape.path("services").toString())
        .isEqualTo("{\"texts\":[\"gateway\",\"idp\"],\"at\":[0,1]}");
    assertThat(shape.path("links").isArray()).isTrue();
  }

  @Test
  void oneSpanComesInFull() throws Exception {
    JsonNode span = json(FIRST + "/spans/0000000000000002").path("spans").get(0);

    assertThat(span.path("name").asText()).isEqualTo("verify");
    assertThat(span.path("attributes")).hasSize(7);
    assertThat(span.path("events")).hasSize(1);
    assertThat(span.path("links")).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertThat(get("/clew/v1/traces/77/shape").statusCode()).isEqualTo(404);
    assertThat(get(FIRST + "/spans/00000000000000ff").statusCode()).isEqualTo(404);
    assertThat(get(FIRST + "/spans/xyz").statusCode()).isEqualTo(400);
  }

  @Test
  void theOpenApiDocumentTellsOfEachRoute() {
    JsonNode paths = OpenApi.document(TracePictures.routes()).path("paths");

    assertThat(paths.fieldNames())
        .toIterable()
        .containsExactly(
            "/clew/v1/heatmap", "/clew/v1/traces/{id}/shape", "/clew/v1/traces/{id}/spans/{span}");
  }

  private static SqlAnswers.Runner noSql() {
    return (_, _, _) -> {
      throw new IllegalStateException("nobody asks in SQL");
    };
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + listeners.address("http").getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
