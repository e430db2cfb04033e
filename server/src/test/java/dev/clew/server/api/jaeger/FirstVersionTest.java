package dev.clew.server.api.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstVersionTest {
  private static final String END = ",\"limit\":0,\"offset\":0,\"errors\":null}";

  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));
    server.add(OneTrace.of(2, Duration.ofMinutes(4)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void spansOfOtlpLookAsJaegerConvertsThem() throws IOException {
    server.load(TestData.require("traces/jaeger/v1/otlp2jaeger-in.json"));
    JsonNode expected =
        new ObjectMapper()
            .readTree(TestData.require("traces/jaeger/v1/otlp2jaeger-out.json").toFile());
    ((ArrayNode) expected.at("/data/0/spans")).remove(1);

    JsonNode found = server.get("/api/traces/83a9efd15c1c98a977e0711cc93ee28b").json();

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void servicesAreTheHealthCheckOfThePlugin() {
    Answer answer = server.get("/jaeger/api/services");

    assertThat(answer.text()).isEqualTo("{\"data\":[\"gateway\",\"idp\"],\"total\":2" + END);
  }

  @Test
  void anEmptyStoreHasEmptyLists() throws IOException {
    try (ApiServer empty = new ApiServer()) {
      for (String path :
          new String[] {
            "/services",
            "/services/x/operations",
            "/traces?service=x",
            "/operations?service=x",
            "/dependencies"
          }) {
        assertThat(empty.get("/api" + path).text()).isEqualTo("{\"data\":[],\"total\":0" + END);
      }
    }
  }

  @Test
  void operationsAreNamesOrNamesWithKinds() {
    assertThat(server.get("/api/services/idp/operations").json().path("data").toString())
        .isEqualTo("[\"verify\"]");
    assertThat(server.get("/api/operations?service=idp").json().path("data").toString())
        .isEqualTo("[{\"name\":\"verify\",\"spanKind\":\"internal\"}]");
    assertThat(server.get("/api/operations?spanKind=server").json().path("data")).hasSize(1);
  }

  @Test
  void dependenciesCountCalls() {
    assertThat(server.get("/api/dependencies?endTs=1767226200000&lookback=1").text())
        .isEqualTo(
            "{\"data\":[{\"parent\":\"gateway\",\"child\":\"idp\",\"callCount\":2}],\"total\":0"
                + END);
    assertThat(server.get("/api/dependencies?service=x").json().path("data")).isEmpty();
  }

  @Test
  void whatOtlpTellsApartStandsInTags() {
    JsonNode trace = server.get("/api/traces/0000000000000001").json().at("/data/0");

    JsonNode span = trace.at("/spans/1");
    assertThat(span.path("references").toString())
        .isEqualTo(
            "[{\"refType\":\"CHILD_OF\",\"traceID\":\"00000000000000000000000000000001\","
                + "\"spanID\":\"0000000000000001\"},{\"refType\":\"FOLLOWS_FROM\","
                + "\"traceID\":\"00000000000000000000000000000063\","
                + "\"spanID\":\"0000000000000007\"}]");
    assertThat(span.path("duration").longValue()).isEqualTo(8_000);
    assertThat(span.path("tags").toString())
        .contains(tag("otel.scope.version", "string", "\"1.0\""))
        .contains(tag("error", "bool", "true"))
        .contains(tag("otel.status_code", "string", "\"ERROR\""))
        .contains(tag("otel.status_description", "string", "\"wrong\\npassword\""))
        .contains(tag("big", "int64", "\"9223372036854775807\""))
        .contains(tag("ratio", "float64", "\"NaN\""))
        .contains(tag("raw", "binary", "\"AAE=\""));
    assertThat(span.at("/logs/0/fields").toString())
        .isEqualTo(
            "[" + tag("event", "string", "\"exception\"") + "," + tag("try", "int64", "3") + "]");
    assertThat(span.path("processID").asText()).isEqualTo("p2");
    assertThat(trace.at("/processes/p2").toString())
        .isEqualTo("{\"serviceName\":\"idp\",\"tags\":[]}");
  }

  private static String tag(String key, String type, String value) {
    return "{\"key\":\"%s\",\"type\":\"%s\",\"value\":%s}".formatted(key, type, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service=idp|2",
        "limit=1|1",
        "service=idp&operation=verify&limit=20&lookback=custom|2",
        "service=idp&operation=other|0",
        "service=gateway&tags=%7B%22http.method%22%3A%22POST%22%7D|2",
        "service=idp&tags=%7B%22http.method%22%3A%22POST%22%7D|0",
        "tag=error:true&tag=user.id:u-1|2",
        "tag=try:3|2",
        "tag=event:exception|2",
        "tag=big:9223372036854775806|0",
        "service=idp&minDuration=8ms&maxDuration=8ms|2",
        "service=idp&minDuration=8.1ms|0",
        "start=1767225955000000&end=1767225965000000|1",
        "traceID=1&traceID=00000000000000000000000000000002|2",
        "traceID=77|0"
      })
  void searchesFindWholeTraces(String query, int count) {
    Answer answer = server.get("/api/traces?" + query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("data")).hasSize(count);
    answer.json().path("data").forEach(trace -> assertThat(trace.path("spans")).hasSize(2));
  }

  @Test
  void newestTracesAreFirst() {
    assertThat(server.get("/api/traces?service=idp").json().at("/data/0/traceID").asText())
        .isEqualTo("00000000000000000000000000000002");
  }

  @Test
  void unknownTracesAreMissing() {
    Answer answer = server.get("/api/traces/77");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text())
        .isEqualTo(
            "{\"data\":null,\"total\":0,\"limit\":0,\"offset\":0,"
                + "\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}");
  }

  @Test
  void idsMayBeBase64AndHaveTimesOfGrafana() {
    assertThat(server.get("/api/traces/AAAAAAAAAAE=").status()).isEqualTo(200);
    assertThat(server.get("/api/traces/AAAAAAAAAAAAAAAAAAAAAQ==").status()).isEqualTo(200);
    assertThat(server.get("/api/traces/1?start=1767225955000&end=1767225965000").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/traces/xyz",
        "/api/traces?limit=0",
        "/api/traces?limit=x",
        "/api/traces?tags=x",
        "/api/traces?tags=%5B%5D",
        "/api/traces?tags=%7B%22a%22%3A%7B%7D%7D",
        "/api/traces?tags=%7B%22%22%3A1%7D",
        "/api/traces?tag=x",
        "/api/traces?minDuration=x",
        "/api/traces?start=2&end=1",
        "/api/dependencies?endTs=x"
      })
  void whatMakesNoSenseIsAnErrorInTheEnvelope(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/code").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/msg").asText()).isNotBlank().doesNotContain("\n");
    assertThat(answer.json().path("data").isNull()).isTrue();
  }
}
