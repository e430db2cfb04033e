package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The heatmap counts the traces that the search finds.
class HeatmapTest {
  private static final long START = 1_790_000_000;
  private static final int TRACES = 40;
  private static final String WINDOW = "&start=" + START + "&end=" + (START + 60);

  /// What SQL counts, and the search after it.
  private static final List<String> COUNTED =
      List.of(
          "{}",
          "{ status = error }",
          "{ status != ok && kind = server }",
          "{ name = \"POST /login\" }",
          "{ name !~ \"POST.*\" }",
          "{ name = \"it's\" || name =~ `ver.fy` }",
          "{ duration > 10ms && duration <= 30ms }",
          "{ duration >= 20000000.0 }",
          "{ statusMessage = \"\" }",
          "{ statusMessage =~ \"no.*\" }",
          "{ resource.service.name = \"idp\" && status = error }",
          "{ .http.status = 200 }",
          "{ span.http.status >= 404 }",
          "{ span.http.status != 200 }",
          "{ .ratio < 0.5 }",
          "{ .isAdmin = true }",
          "{ .isAdmin != true }",
          "{ .user = \"ann\" }",
          "{ .user != \"ann\" }",
          "{ .user =~ \"a.*|b.*\" }",
          "{ resource.zone = \"a\" }",
          "{ .zone = \"a\" }",
          "{ rootName = \"POST /login\" && .user = \"bob\" }",
          "{ rootServiceName != \"gateway\" }",
          "{ rootName = \"\" }",
          "{ traceDuration > 40ms }",
          "{ traceDuration > 40ms && status = error }",
          "{ .user = \"ann\" } && { status = error }",
          "{ .user = \"ann\" } || { .user = \"bob\" && duration < 30ms }",
          "{ .user = \"ann\" && (status = error || duration > 30ms) }");

  /// What only the search can tell: their values are of several types, lists, or unheard of, or it
  /// is not said of spans by comparing fields.
  private static final List<String> SEARCHED =
      List.of(
          "{ .http.status = \"200\" }",
          "{ .mixed = 200 }",
          "{ .mixed = \"200\" }",
          "{ .roles = \"admin\" }",
          "{ .unheard = \"x\" }",
          "{ .user != nil }",
          "{ status = error } | count() > 1",
          "{ name = \"POST /login\" } > { status = error }",
          "{ span:childCount > 0 }",
          "{ name > \"P\" }",
          "{ duration > 1ms * 2 }");

  @TempDir private Path folder;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    server = LiveServer.start(folder, LiveServer.newClock());
    List<String> spans = new ArrayList<>();
    for (int trace = 1; trace <= TRACES; trace++) {
      addTrace(trace, spans);
    }
    String zone = attribute("zone", "stringValue", "\"a\"");
    send("gateway", zone, spans.stream().filter(span -> !span.contains("verify")).toList());
    send("idp", "", spans.stream().filter(span -> span.contains("verify")).toList());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatSqlCountsIsWhatTheSearchFinds() {
    for (String query : COUNTED) {
      assertThat(heatmap(query)).as(query).isEqualTo(found(query)).isNotZero();
    }
  }

  @Test
  void whatSqlCannotTellIsSearched() {
    for (String query : SEARCHED) {
      assertThat(heatmap(query)).as(query).isEqualTo(found(query));
    }
    assertThat(heatmap("{ .http.status = \"200\" }")).isZero();
    assertThat(heatmap("{ .roles = \"admin\" }")).isNotZero();
  }

  @Test
  void hostileTextsAreValues() {
    assertThat(heatmap("{ name = \"'; SELECT 1; --\" }")).isZero();
    assertThat(heatmap("{ name =~ \"(?i)post.*\" }"))
        .isEqualTo(found("{ name =~ \"(?i)post.*\" }"));
    assertThat(get("/heatmap", "{ name = \"a\\u0000b\" }").status()).isBetween(200, 499);
  }

  @Test
  void cellsAndFacetsAddUpToTheTraces() {
    JsonNode map = get("/heatmap", "{ status = error }").json();

    long inCells = 0;
    for (JsonNode cell : map.path("cells")) {
      assertThat(cell.get(0).asInt()).isBetween(0, 119);
      assertThat(cell.get(1).asInt()).isBetween(0, 31);
      inCells += cell.get(2).asLong();
    }
    assertThat(inCells).isEqualTo(map.path("traces").asLong()).isPositive();
    assertThat(map.path("errors")).isEqualTo(map.path("traces"));
    assertThat(map.path("services").findValues("traces").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(inCells);
    assertThat(map.at("/quantiles/p50").asLong())
        .isBetween(map.path("leastNanos").asLong(), map.path("mostNanos").asLong());
  }

  private long heatmap(String query) {
    JsonNode map = get("/heatmap", query).json();
    assertThat(map.path("isComplete").asBoolean()).as(query).isTrue();
    return map.path("traces").asLong();
  }

  private long found(String query) {
    return get("/traces", query).json().path("traces").size();
  }

  private LiveServer.Answer get(String path, String query) {
    String text = URLEncoder.encode(query, StandardCharsets.UTF_8);
    LiveServer.Answer answer = server.get("/clew/v1" + path + "?limit=500&q=" + text + WINDOW);
    assertThat(answer.status()).as(answer.text()).isNotEqualTo(500);
    return answer;
  }

  /// A login with a child of another service; each seventh trace has no root.
  private static void addTrace(int trace, List<String> spans) {
    String status = attribute("http.status", "intValue", trace % 3 == 0 ? "404" : "200");
    String mixed =
        trace % 2 == 0
            ? attribute("mixed", "intValue", "200")
            : attribute("mixed", "stringValue", "\"200\"");
    String roles =
        attribute(
            "roles",
            "arrayValue",
            "{\"values\":[{\"stringValue\":\"admin\"},{\"stringValue\":\"user\"}]}");
    String user =
        attribute("user", "stringValue", List.of("\"ann\"", "\"bob\"", "\"eve\"").get(trace % 3));
    String admin = attribute("isAdmin", "boolValue", trace % 5 == 0 ? "true" : "false");
    String ratio = attribute("ratio", "doubleValue", trace % 4 == 0 ? "0.25" : "0.75");
    String name = trace % 9 == 0 ? "it's" : "POST /login";
    if (trace % 7 != 0) {
      spans.add(span(trace, 1, 0, name, trace, 0, status + "," + roles));
    }
    int code = trace % 4 == 0 ? 2 : 0;
    spans.add(
        span(trace, 2, 1, "verify", trace, code, String.join(",", user, admin, ratio, mixed)));
  }

  private static String span(
      int trace, int id, int parent, String name, int millis, int code, String attributes) {
    long start = START * 1_000_000_000 + trace * 1_000_000_000L + id;
    return """
    {"traceId":"%032x","spanId":"%016x","parentSpanId":"%s","name":"%s","kind":%d,
     "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s],
     "status":{"code":%d%s}}\
    """
        .formatted(
            trace,
            id,
            parent == 0 ? "" : "%016x".formatted(parent),
            name,
            parent == 0 ? 2 : 1,
            start,
            start + millis * 1_500_000L,
            attributes,
            code,
            code == 2 ? ",\"message\":\"no such account\"" : "");
  }

  private static String attribute(String key, String type, String value) {
    return "{\"key\":\"%s\",\"value\":{\"%s\":%s}}".formatted(key, type, value);
  }

  private void send(String service, String more, List<String> spans) {
    String resource = attribute("service.name", "stringValue", "\"" + service + "\"");
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[%s]},"scopeSpans":[{"spans":[%s]}]}]}\
        """
            .formatted(more.isEmpty() ? resource : resource + "," + more, String.join(",", spans));
    assertThat(
            server
                .post("/v1/traces", "application/json", body.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
  }
}
