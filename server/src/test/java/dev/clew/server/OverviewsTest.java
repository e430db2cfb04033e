package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins, the work of services, their map and errors, as a whole server counts them.
class OverviewsTest {
  private static final long START = 1_790_000_000;
  private static final String WINDOW = "?start=" + START + "&end=" + (START + 60);

  @TempDir private Path folder;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    server = LiveServer.start(folder, LiveServer.newClock());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLoginIsATraceWithASpanThatTellsOfOne() {
    send(
        span(1, 1, 0, "POST /login", 2, 11, 40, "", ""),
        span(1, 2, 1, "auth.login", 1, 11, 20, text("auth.result", "success"), ""),
        span(2, 1, 0, "POST /login", 2, 12, 80, "", ""),
        span(2, 2, 1, "auth.login", 1, 13, 20, text("auth.result", "failure"), ""),
        span(3, 1, 0, "POST /realms/{realm}/token", 2, 14, 20, "", ""),
        span(3, 2, 1, "TokenEndpoint", 1, 15, 10, "", event("LOGIN_ERROR")),
        span(4, 1, 0, "GET /me", 2, 16, 4, "", "").replace("\"code\":0", "\"code\":2"));

    JsonNode logins = get("/logins" + WINDOW + "&steps=6");

    assertThat(logins.at("/now/logins").toString())
        .isEqualTo("{\"count\":3,\"failed\":2,\"p50\":40000000,\"p99\":80000000}");
    assertThat(logins.at("/now/requests/count").asLong()).isEqualTo(4);
    assertThat(logins.at("/now/requests/failed").asLong()).isEqualTo(1);
    assertThat(logins.at("/before/logins/count").asLong()).isZero();
    assertThat(logins.at("/logins/count").toString()).isEqualTo("[0,3,0,0,0,0]");
    assertThat(logins.at("/logins/p50/0").isNull()).isTrue();
  }

  @Test
  void severalLoginSpansInATraceAreOneLoginThatEndsAsTheLast() {
    send(
        span(1, 1, 0, "POST /login", 2, 10, 40, "", ""),
        span(1, 2, 1, "auth.login", 1, 11, 5, text("auth.result", "failure"), ""),
        span(1, 3, 1, "auth.login", 1, 12, 5, text("auth.result", "success"), ""));

    JsonNode logins = get("/logins" + WINDOW).at("/now/logins");

    assertThat(logins.path("count").asLong()).isEqualTo(1);
    assertThat(logins.path("failed").asLong()).isZero();
  }

  @Test
  void whatIsNoLoginIsOnlyARequest() {
    send(
        span(1, 1, 0, "POST /login", 2, 10, 40, text("name", "LOGIN"), ""),
        span(2, 1, 0, "auth.login", 1, 10, 5, text("auth.result", "challenge"), ""));

    JsonNode now = get("/logins" + WINDOW).path("now");

    assertThat(now.at("/logins/count").asLong()).isZero();
    assertThat(now.at("/requests/count").asLong()).isEqualTo(1);
  }

  @Test
  void workIsCountedByServiceAndByOperationOfOne() {
    send(
        span(1, 1, 0, "GET /a", 2, 10, 10, "", ""),
        span(1, 2, 1, "SELECT", 3, 11, 5, "", ""),
        span(2, 1, 0, "GET /a", 2, -30, 30, "", ""));

    JsonNode work = get("/work" + WINDOW + "&steps=2");
    JsonNode services = work.path("items");
    JsonNode operations = get("/work" + WINDOW + "&service=o%27idp").path("items");

    assertThat(work.path("oldestNanos").asText()).isEqualTo((START - 30) + "000000000");
    assertThat(services).hasSize(1);
    assertThat(services.at("/0/name").asText()).isEqualTo("o'idp");
    assertThat(services.at("/0/now/count").asLong()).isEqualTo(1);
    assertThat(services.at("/0/before/p99").asLong()).isEqualTo(30_000_000);
    assertThat(services.at("/0/counts").toString()).isEqualTo("[1,0]");
    assertThat(operations.findValuesAsText("name")).containsExactly("GET /a", "SELECT");
    assertThat(operations.findValuesAsText("kind")).containsExactly("server", "client");
  }

  @Test
  void theMapHasWhatSpansOnlyTellOf() {
    send(
        span(1, 1, 0, "GET /a", 2, 10, 10, "", ""),
        span(1, 2, 1, "SELECT", 3, 11, 5, text("db.system.name", "postgresql"), ""),
        span(1, 3, 1, "GET", 3, 12, 5, text("server.address", "mail"), ""),
        span(1, 4, 1, "publish", 4, 13, 5, queue("audit"), ""),
        span(1, 5, 4, "process", 5, 14, 5, queue("audit"), ""),
        span(1, 6, 1, "GET nowhere", 3, 15, 5, "", ""));

    List<String> edges = new ArrayList<>();
    get("/map" + WINDOW)
        .path("edges")
        .forEach(edge ->
            edges.add(
                "%s %s %s %s"
                    .formatted(
                        edge.at("/from/name").asText(),
                        edge.path("isAsync").asBoolean() ? "~>" : "->",
                        edge.at("/to/system").asText() + edge.at("/to/name").asText(),
                        edge.at("/to/kind").asText())));

    assertThat(edges)
        .containsExactlyInAnyOrder(
            "o'idp -> postgresql database",
            "o'idp -> mail peer",
            "o'idp ~> kafkaaudit queue",
            "audit ~> o'idp service");
  }

  @Test
  void anErrorIsToldWhereItBegan() {
    String failed = "\"code\":2,\"message\":\"no such account\"";
    send(
        span(1, 1, 0, "GET /a", 2, 10, 10, "", "").replace("\"code\":0", "\"code\":2"),
        span(1, 2, 1, "find", 1, 11, 5, "", "").replace("\"code\":0", failed),
        span(2, 2, 0, "find", 1, 12, 5, "", "").replace("\"code\":0", failed),
        span(2, 1, 0, "GET", 3, 11, 2_000, "", "").replace("\"code\":0", "\"code\":2"));

    JsonNode errors = get("/errors" + WINDOW).path("errors");

    assertThat(errors).hasSize(1);
    assertThat(errors.at("/0/message").asText()).isEqualTo("no such account");
    assertThat(errors.at("/0/count").asLong()).isEqualTo(2);
    assertThat(errors.at("/0/traceId").asText()).endsWith("2");
  }

  private void send(String... spans) {
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[%s]},"scopeSpans":[{"spans":[%s]}]}]}\
        """
            .formatted(text("service.name", "o'idp"), String.join(",", spans));
    assertThat(
            server
                .post("/v1/traces", "application/json", body.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
  }

  private static String span(
      int trace,
      int id,
      int parent,
      String name,
      int kind,
      int second,
      int millis,
      String attributes,
      String events) {
    long start = (START + second) * 1_000_000_000;
    return """
    {"traceId":"%032x","spanId":"%016x","parentSpanId":"%s","name":"%s","kind":%d,
     "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s],"events":[%s],
     "status":{"code":0}}\
    """
        .formatted(
            trace,
            id,
            parent == 0 ? "" : "%016x".formatted(parent),
            name,
            kind,
            start,
            start + millis * 1_000_000L,
            attributes,
            events);
  }

  private static String event(String name) {
    return "{\"name\":\"%s\",\"timeUnixNano\":\"%d\"}".formatted(name, START * 1_000_000_000);
  }

  private static String queue(String name) {
    return List.of(text("messaging.system", "kafka"), text("messaging.destination.name", name))
        .stream()
        .collect(Collectors.joining(","));
  }

  private static String text(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }

  private JsonNode get(String path) {
    LiveServer.Answer answer = server.get("/clew/v1" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
