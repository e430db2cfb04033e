package dev.clew.server.api.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.ApiServer.Answer;
import dev.clew.server.api.OneTrace;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempoApiTest {
  private static final String ID = "00000000000000000000000000000001";

  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/echo", "/tempo/api/echo"})
  void echoIsTheHealthCheckOfThePlugin(String path) {
    assertThat(server.get(path).text()).isEqualTo("echo\n");
    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ready", "/api/status/buildinfo", "/tempo/status/version"})
  void statusEndpointsAnswer(String path) {
    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/echo",
        "/api/search",
        "/api/v2/traces/1",
        "/api/traces/1",
        "/api/v2/search/tags",
        "/api/v2/search/tag/name/values",
        "/api/v3/services",
        "/jaeger/api/services"
      })
  void whatCanBeGottenHasAHead(String path) {
    assertThat(server.head(path).status()).isEqualTo(200);
    assertThat(server.head(path).bytes()).isEmpty();
  }

  @Test
  void aSearchHasKnownFieldsOnly() {
    JsonNode body = search("q", "{ status = error && span.user.id = \"u-1\" }").json();

    assertThat(names(body)).isSubsetOf("traces", "metrics");
    JsonNode trace = body.at("/traces/0");
    assertThat(names(trace))
        .isSubsetOf(
            "traceID",
            "rootServiceName",
            "rootTraceName",
            "startTimeUnixNano",
            "durationMs",
            "spanSets",
            "serviceStats");
    assertThat(trace.path("traceID").asText()).isEqualTo(ID);
    assertThat(trace.path("rootServiceName").asText()).isEqualTo("gateway");
    assertThat(trace.path("durationMs").isInt()).isTrue();
    assertThat(trace.path("startTimeUnixNano").isTextual()).isTrue();
    assertThat(trace.at("/serviceStats/idp").toString())
        .isEqualTo("{\"spanCount\":1,\"errorCount\":1}");
    assertThat(trace.at("/spanSets/0/matched").asInt()).isEqualTo(1);
    JsonNode span = trace.at("/spanSets/0/spans/0");
    assertThat(span.path("spanID").asText()).isEqualTo("0000000000000002");
    assertThat(span.path("durationNanos").asText()).isEqualTo("8000000");
    assertThat(span.path("attributes").toString())
        .contains("{\"key\":\"status\",\"value\":{\"stringValue\":\"error\"}}");
    assertThat(names(body.path("metrics")))
        .isSubsetOf("inspectedTraces", "inspectedBytes", "completedJobs", "totalJobs");
  }

  @Test
  void anEmptySearchHasAnEmptyList() {
    Answer answer =
        server.get("/api/search" + ApiServer.query("q", "{}", "start", "1", "end", "2"));

    assertThat(answer.text()).isEqualTo("{\"traces\":[],\"metrics\":{}}");
    assertThat(answer.header("clew-complete")).isEqualTo("true");
    assertThat(answer.header("clew-matched-traces")).isEqualTo("0");
  }

  @Test
  void searchesInProtobufSayTheSame() {
    Answer answer =
        server.get("/api/search" + ApiServer.query("q", "{}"), "Accept", "application/protobuf");

    assertThat(answer.type()).isEqualTo("application/protobuf");
    ProtoFields response = ProtoFields.read(answer.bytes(), answer.bytes().length);
    assertThat(response.text(1)).contains(ID, "gateway", "POST /login");
  }

  @Test
  void tagsOfOldClientsAreFound() {
    assertThat(found("tags", "user.id=U-1 error=true")).isEqualTo(1);
    assertThat(found("tags", "user.id=u-2")).isZero();
    assertThat(found("user.id", "u-1")).isEqualTo(1);
    assertThat(found("user.id", "u-2")).isZero();
    assertThat(found("q", "{}", "custom", "x")).isEqualTo(1);
    assertThat(found("q", "{}", "minDuration", "21ms")).isZero();
    assertThat(found("q", "{}", "minDuration", "20ms", "maxDuration", "0.02s")).isEqualTo(1);
  }

  private int found(String... parameters) {
    return search(parameters).json().path("traces").size();
  }

  private Answer search(String... parameters) {
    return server.get("/api/search" + ApiServer.query(parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/search?q=%7B",
        "/api/search?q=%7B%7D%20%7C%20rate()",
        "/api/search?limit=0",
        "/api/search?limit=262145",
        "/api/search?limit=x",
        "/api/search?start=5",
        "/api/search?start=5&end=5",
        "/api/search?start=-1&end=5",
        "/api/search?q=%7B%7D&tags=a%3Db",
        "/api/search?tags=a%3Db%20a%3Dc",
        "/api/search?minDuration=fast",
        "/api/search?sort=color",
        "/api/search?order=up",
        "/api/search?cursor=AAAA",
        "/api/v2/search/tags?scope=all",
        "/api/v2/search/tag/a%20b/values",
        "/api/v2/search/tag/name/values?end=4",
        "/api/v2/traces/xyz",
        "/api/v2/traces/000000000000000000000000000000001",
        "/api/v2/traces/1?start=2&end=1",
        "/api/v2/traces/1?q=%7B%7D%20%7C%20count()%20%3E%201",
        "/api/v2/traces/1?q=%7B%20traceDuration%20%3E%201s%20%7D",
        "/tempo/api/traces/xyz",
        "/api/metrics/query_range?q=%7B%7D%20%7C%20rate()",
        "/api/metrics/query?q=%7B%7D%20%7C%20rate()"
      })
  void whatMakesNoSenseIsOneLineOfText(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(answer.text().lines()).hasSize(1);
    assertThat(answer.text()).doesNotContain("<");
  }

  @Test
  void unknownTracesAreEmptyInTheNewVersionAndMissingInTheOld() {
    Answer second = server.get("/api/v2/traces/abc");
    Answer protobuf = server.get("/api/v2/traces/abc", "Accept", "application/protobuf");
    Answer first = server.get("/tempo/api/traces/abc");

    assertThat(second.text()).isEqualTo("{\"trace\":{\"resourceSpans\":[]},\"metrics\":{}}");
    assertThat(second.header("clew-reason")).isEqualTo("unknown");
    assertThat(protobuf.bytes()).containsExactly(10, 0, 18, 0);
    assertThat(first.status()).isEqualTo(404);
  }

  @Test
  void tracesInJsonHaveIdsInBase64AndNamedEnums() {
    JsonNode trace = server.get("/api/v2/traces/1").json().path("trace");

    JsonNode root = trace.at("/resourceSpans/0/scopeSpans/0/spans/0");
    assertThat(root.path("traceId").asText()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAQ==");
    assertThat(root.path("spanId").asText()).isEqualTo("AAAAAAAAAAE=");
    assertThat(root.path("kind").asText()).isEqualTo("SPAN_KIND_SERVER");
    assertThat(root.has("parentSpanId")).isFalse();
    JsonNode child = trace.at("/resourceSpans/1/scopeSpans/0/spans/0");
    assertThat(child.at("/status/code").asText()).isEqualTo("STATUS_CODE_ERROR");
    assertThat(child.path("attributes").toString())
        .contains("{\"key\":\"big\",\"value\":{\"intValue\":\"9223372036854775807\"}}")
        .contains("{\"doubleValue\":\"NaN\"}")
        .contains("{\"bytesValue\":\"AAE=\"}")
        .contains(
            "{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"stringValue\":\"a\"},"
                + "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":{\"doubleValue\":2.0}},"
                + "{\"key\":\"l\",\"value\":{\"bytesValue\":\"AAE=\"}}]}}]}}");
    JsonNode first = server.get("/tempo/api/traces/1").json();
    assertThat(first.path("batches")).isEqualTo(trace.path("resourceSpans"));
  }

  @Test
  void tracesInProtobufAreOtlp() throws IOException {
    Answer second = server.get("/api/v2/traces/1", "Accept", "application/protobuf");
    Answer first = server.get("/api/traces/1", "Accept", "application/protobuf");

    assertThat(TracesData.parseFrom(first.bytes()).getResourceSpansCount()).isEqualTo(2);
    byte[] inner = Arrays.copyOfRange(second.bytes(), 3, second.bytes().length - 2);
    assertThat(inner).isEqualTo(first.bytes());
  }

  @Test
  void aFilterKeepsMatchingSpansAndTheirAncestors() {
    JsonNode alone = narrowed("q", "{ name = \"verify\" }");
    JsonNode both = narrowed("q", "{ name = \"verify\" }", "keep_hierarchy", "true");

    assertThat(alone.path("status").asText()).isEqualTo("PARTIAL");
    assertThat(alone.findValues("spanId")).hasSize(2);
    assertThat(both.has("status")).isFalse();
    assertThat(narrowed("q", "{ kind = server }", "match_depth", "1").has("status")).isFalse();
  }

  private JsonNode narrowed(String... parameters) {
    return server.get("/api/v2/traces/1" + ApiServer.query(parameters)).json();
  }

  @Test
  void atTheRootWhoAsksForProtobufMeansTempo() {
    assertThat(server.get("/api/traces/1").json().has("data")).isTrue();
    assertThat(server.get("/api/traces/1", "Accept", "application/protobuf").type())
        .isEqualTo("application/protobuf");
    assertThat(server.get("/tempo/api/traces/1").json().has("batches")).isTrue();
    assertThat(server.get("/jaeger/api/traces/1").json().has("data")).isTrue();
  }

  @Test
  void tagsStandByScope() {
    JsonNode body = server.get("/api/v2/search/tags?limit=5000").json();

    assertThat(body.path("scopes").findValuesAsText("name"))
        .containsExactly("resource", "span", "event", "intrinsic");
    assertThat(server.get("/api/v2/search/tags?scope=trace").text())
        .isEqualTo("{\"scopes\":[],\"metrics\":{}}");
    Answer cut = server.get("/api/v2/search/tags?scope=span&limit=1");
    assertThat(cut.json().at("/scopes/0/tags")).hasSize(1);
    assertThat(cut.header("clew-truncated")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "span.user.id|{\"type\":\"string\",\"value\":\"u-1\"}",
        "span.%22a%2Fb%20c%22|{\"type\":\"string\",\"value\":\"slash\"}",
        "span.%22a/b%20c%22|{\"type\":\"string\",\"value\":\"slash\"}",
        "span.big|{\"type\":\"int\",\"value\":\"9223372036854775807\"}",
        "span.ok|{\"type\":\"bool\",\"value\":\"true\"}",
        "status|{\"type\":\"keyword\",\"value\":\"error\"},{\"type\":\"keyword\",\"value\":\"ok\"}"
            + ",{\"type\":\"keyword\",\"value\":\"unset\"}",
        "rootServiceName|{\"type\":\"string\",\"value\":\"gateway\"}",
        "event:name|{\"type\":\"string\",\"value\":\"exception\"}",
        "event.try|{\"type\":\"int\",\"value\":\"3\"}",
        "span.undefined|''",
        "duration|''"
      })
  void valuesHaveTypes(String tag, String values) {
    Answer answer = server.get("/api/v2/search/tag/" + tag + "/values");

    assertThat(answer.text()).isEqualTo("{\"tagValues\":[" + values + "],\"metrics\":{}}");
  }

  @Test
  void oldValuesAreTexts() {
    assertThat(server.get("/api/search/tag/service.name/values?q=%7B%7B").text())
        .isEqualTo("{\"tagValues\":[\"gateway\",\"idp\"]}");
    assertThat(server.get("/api/search/tag/a%2Fb%20c/values").text())
        .isEqualTo("{\"tagValues\":[\"slash\"]}");
    assertThat(server.get("/api/search/tags?scope=event").text())
        .isEqualTo("{\"tagNames\":[\"try\"]}");
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
