package dev.clew.server.api.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.server.api.ApiServer;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Jaeger's own searches over Jaeger's own traces, as its data source and its user interface ask.
final class StorageQueriesTest {
  private static final String FOLDER = "traces/jaeger/storage/";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void bothVersionsFindWhatJaegerFinds() throws IOException {
    JsonNode queries = JSON.readTree(TestData.require(FOLDER + "queries.json").toFile());
    List<String> failures = new ArrayList<>();
    try (ApiServer server = new ApiServer()) {
      for (Path file : TestData.files(FOLDER + "traces", ".json")) {
        server.load(file);
      }
      for (JsonNode each : queries) {
        TreeSet<String> expected = expected(each.path("ExpectedFixtures"));
        check(failures, each, "v1", expected, firstVersion(server, each.path("Query")));
        check(failures, each, "v3", expected, thirdVersion(server, each.path("Query")));
      }
    }
    System.out.printf(
        "Jaeger searches over HTTP: %d of %d in two versions%n",
        2 * queries.size() - failures.size(), 2 * queries.size());
    assertThat(failures).isEmpty();
  }

  private static void check(
      List<String> failures,
      JsonNode each,
      String version,
      TreeSet<String> expected,
      TreeSet<String> found) {
    if (!expected.equals(found)) {
      failures.add("%s %s: %s".formatted(version, each.path("Caption").asText(), found));
    }
  }

  private static TreeSet<String> expected(JsonNode fixtures) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (JsonNode fixture : fixtures) {
      Path file = TestData.require(FOLDER + "traces/" + fixture.asText() + ".json");
      ids.add(JSON.readTree(file.toFile()).findValue("traceId").asText());
    }
    return ids;
  }

  private static TreeSet<String> firstVersion(ApiServer server, JsonNode query) {
    ApiServer.Answer answer =
        server.get(
            "/jaeger/api/traces"
                + ApiServer.query(
                    "service", query.path("ServiceName").asText(),
                    "operation", query.path("OperationName").asText(),
                    "tags", texts(query.path("Tags")),
                    "minDuration", query.path("DurationMin").asLong() + "ns",
                    "maxDuration", query.path("DurationMax").asLong() + "ns",
                    "start", micros(query.path("StartTimeMin")),
                    "end", micros(query.path("StartTimeMax")),
                    "limit", query.path("NumTraces").asText()));
    TreeSet<String> ids = new TreeSet<>();
    answer.json().path("data").forEach(trace -> ids.add(trace.path("traceID").asText()));
    return ids;
  }

  /// The data source sends all values as text.
  private static String texts(JsonNode tags) {
    ObjectNode texts = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> tag : tags.properties()) {
      texts.put(tag.getKey(), tag.getValue().asText());
    }
    return texts.toString();
  }

  private static String micros(JsonNode time) {
    Instant instant = Instant.parse(time.asText());
    return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
  }

  private static TreeSet<String> thirdVersion(ApiServer server, JsonNode query) {
    ApiServer.Answer answer =
        server.get(
            "/api/v3/traces"
                + ApiServer.query(
                    "query.service_name", query.path("ServiceName").asText(),
                    "query.operationName", query.path("OperationName").asText(),
                    "query.attributes",
                        query.path("Tags").isNull() ? "" : query.path("Tags").toString(),
                    "query.durationMin", query.path("DurationMin").asLong() + "ns",
                    "query.duration_max", query.path("DurationMax").asLong() + "ns",
                    "query.startTimeMin", query.path("StartTimeMin").asText(),
                    "query.startTimeMax", query.path("StartTimeMax").asText(),
                    "query.searchDepth", query.path("NumTraces").asText()));
    TreeSet<String> ids = new TreeSet<>();
    for (JsonNode span : answer.json().path("result").findValues("spans")) {
      span.forEach(each -> ids.add(each.path("traceId").asText()));
    }
    return ids;
  }
}
