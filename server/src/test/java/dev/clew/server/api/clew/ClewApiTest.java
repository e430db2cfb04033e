package dev.clew.server.api.clew;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.model.SpanBatch;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.server.api.OneTrace;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.Searches;
import dev.clew.server.api.Snapshots;
import dev.clew.store.sql.SqlResult;
import dev.clew.testkit.MemoryTraceView;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClewApiTest {
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theDocumentHasExactlyTheEndpointsThatThereAre() {
    Set<String> documented = new TreeSet<>();
    JsonNode paths = server.get("/clew/v1/openapi.json").json().path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(method -> documented.add(method + ' ' + path.getKey()));
    }

    assertThat(documented).hasSizeGreaterThan(8).isEqualTo(endpoints());
  }

  private static Set<String> endpoints() {
    ServerBuilder builder = Server.builder();
    InstantSource clock = InstantSource.system();
    try (QueryRunner runner = new QueryRunner(1, 1, Duration.ofSeconds(1));
        Snapshots snapshots = new Snapshots(1, 1, clock)) {
      Searches searches =
          new Searches(_ -> new MemoryTraceView(List.of(), 1), snapshots, Duration.ofSeconds(1));
      SqlAnswers.Runner statements = (_, _, _) -> new SqlResult.Refused("no", 0);
      SqlAnswers sql = new SqlAnswers(statements);
      new ClewApi(searches, sql, runner, clock).addTo(builder);
      new TracePictures(searches, statements, runner, clock).addTo(builder);
      new Overviews(statements, runner, clock).addTo(builder);
      PipelineView.none().addTo(builder, runner);
    }
    Set<String> endpoints = new TreeSet<>();
    try (Server built = builder.http(0).build()) {
      built
          .config()
          .serviceConfigs()
          .forEach(config -> {
            Route route = config.route();
            String path = route.patternString().replaceAll(":([a-z]+)", "{$1}");
            route.methods().stream()
                .filter(method -> method != HttpMethod.HEAD)
                .forEach(
                    method -> endpoints.add(method.name().toLowerCase(Locale.ROOT) + ' ' + path));
          });
    }
    return endpoints;
  }

  @Test
  void everyParameterOfAPathIsDocumented() {
    JsonNode paths = server.get("/clew/v1/openapi.json").json().path("paths");

    assertThat(paths.at("/~1clew~1v1~1traces~1{id}/get/parameters/0/in").asText())
        .isEqualTo("path");
    assertThat(paths.at("/~1clew~1v1~1traces/get/responses/410").isObject()).isTrue();
    assertThat(paths.at("/~1clew~1v1~1services/get/responses/410").isMissingNode()).isTrue();
  }

  @Test
  void longTracesComeByPagesOfOneSnapshot() {
    SpanBatch batch = new SpanBatch();
    for (int i = 0; i < 20_001; i++) {
      batch.traceIdLow(i, 1_000);
      batch.spanId(i, i + 1L);
      batch.startNanos(i, 1_000L + i);
      batch.resource(i, batch.resources().endRow(0, 0, 0, 0));
      batch.scope(i, batch.scopes().endRow(0, 0, 0, 0));
      batch.endRow();
    }
    server.add(batch);
    List<String> ids = new ArrayList<>();
    Answer page = server.get("/clew/v1/traces/3e8");
    ids.addAll(page.json().path("spans").findValuesAsText("spanId"));
    while (page.json().has("nextCursor")) {
      page = server.get("/clew/v1/traces/3e8?cursor=" + page.json().path("nextCursor").asText());
      ids.addAll(page.json().path("spans").findValuesAsText("spanId"));
    }

    assertThat(ids).hasSize(20_001).doesNotHaveDuplicates();
  }

  @Test
  void answersNameTheirSnapshot() {
    server.add(OneTrace.of(1, Duration.ofMinutes(1)));
    Answer answer = server.get("/clew/v1/traces");

    assertThat(answer.header("clew-snapshot"))
        .hasSize(16)
        .isEqualTo(answer.json().path("snapshot").asText());
    assertThat(server.get("/clew/v1/traces?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void unknownTracesSayWhy() {
    Answer answer = server.get("/clew/v1/traces/77");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("clew-reason")).isEqualTo("unknown");
    assertThat(answer.text()).contains("77");
  }
}
