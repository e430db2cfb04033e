package dev.clew.server.api.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.server.api.ApiServer;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests that were compared with a real Tempo, over the same spans.
final class SmokeTest {
  private static final String FOLDER = "traces/cerberus/traceql/";

  private final List<String> failures = new ArrayList<>();

  @Test
  void everyRequestIsAnsweredAsTempoDoes() throws Exception {
    List<Map<String, String>> cases = cases(TestData.require(FOLDER + "smoke.txtar"));
    int passed = 0;
    int skipped = 0;
    try (ApiServer server = new ApiServer()) {
      server.load(TestData.require(FOLDER + "smoke-seed.otlp.json"));
      JsonNode counts = counts(TestData.require(FOLDER + "smoke-trace-counts.json"));
      for (Map<String, String> each : cases) {
        if (each.getOrDefault("endpoint", "").startsWith("metrics")) {
          skipped++;
          continue;
        }
        int before = failures.size();
        check(server, each, counts);
        passed += failures.size() == before ? 1 : 0;
      }
    }
    System.out.printf(
        "Tempo requests: %d passed, %d skipped (metrics) of %d%n", passed, skipped, cases.size());
    assertThat(failures).isEmpty();
  }

  private static JsonNode counts(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<Map<String, String>> cases(Path file) throws IOException {
    List<Map<String, String>> cases = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("-- ") && line.endsWith(" --")) {
        section = line.substring(3, line.length() - 3);
        if (section.equals("name")) {
          cases.add(new HashMap<>());
        }
      } else if (!cases.isEmpty() && !line.startsWith("#") && !line.isBlank()) {
        cases.getLast().merge(section, line.strip(), (old, more) -> old + "\n" + more);
      }
    }
    return cases;
  }

  private void check(ApiServer server, Map<String, String> each, JsonNode counts)
      throws GeneralSecurityException {
    ApiServer.Answer answer = server.get(path(each));
    int status = Integer.parseInt(each.getOrDefault("expect_status", "200"));
    if (answer.status() != status) {
      fail(each, answer.status() + " " + answer.text());
    } else if (status == 200) {
      checkBody(each, answer.json(), counts);
    }
  }

  private static String path(Map<String, String> each) throws GeneralSecurityException {
    String query = each.getOrDefault("query", "");
    String tag = URLEncoder.encode(each.getOrDefault("tag_name", ""), StandardCharsets.UTF_8);
    String words = ApiServer.query("q", query, "scope", each.getOrDefault("scope", ""));
    String search =
        ApiServer.query("q", query, "limit", "1000", "spss", each.getOrDefault("spss", ""));
    return switch (each.getOrDefault("endpoint", "")) {
      case "search" -> "/api/search" + search;
      case "traces" -> "/tempo/api/traces/" + traceId(each);
      case "traces_v2" -> "/api/v2/traces/" + traceId(each);
      case "tags_v1" -> "/api/search/tags" + words;
      case "tags_v2" -> "/api/v2/search/tags" + words;
      case "tag_values_v1" -> "/api/search/tag/" + tag + "/values" + words;
      case "tag_values_v2" -> "/api/v2/search/tag/" + tag + "/values" + words;
      default -> throw new IllegalArgumentException(each.toString());
    };
  }

  private static String traceId(Map<String, String> each) throws GeneralSecurityException {
    String[] parts = each.getOrDefault("traceid_template", "/0").split("/", -1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(("cerberus-tempo-trace:" + parts[0] + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(ByteBuffer.allocate(8).putLong(Long.parseLong(parts[1])).array());
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private void checkBody(Map<String, String> each, JsonNode body, JsonNode counts) {
    String endpoint = each.getOrDefault("endpoint", "");
    if (endpoint.equals("search")) {
      checkTraces(each, body, counts);
    } else if (endpoint.startsWith("traces")) {
      if (body.findValues("spanId").isEmpty()) {
        fail(each, "no spans");
      }
    } else {
      checkValues(each, body);
    }
  }

  private void checkTraces(Map<String, String> each, JsonNode body, JsonNode counts) {
    JsonNode traces = body.path("traces");
    checkBounds(each, "traces", traces.size());
    JsonNode exact = counts.path(each.get("name"));
    if (exact.isInt() && exact.asInt() != traces.size()) {
      fail(each, "%d traces, not %d".formatted(traces.size(), exact.asInt()));
    }
    List<String> services = List.of(each.getOrDefault("expected_services", "").split("\n", -1));
    String name = each.getOrDefault("expected_root_name_re", "");
    for (JsonNode trace : traces) {
      boolean isService =
          services.contains("") || services.contains(trace.path("rootServiceName").asText());
      if (!isService || !trace.path("rootTraceName").asText().matches(name + ".*")) {
        fail(each, trace.toString());
      }
    }
  }

  private void checkValues(Map<String, String> each, JsonNode body) {
    List<String> values = new ArrayList<>();
    List<String> scopes = new ArrayList<>();
    body.path("tagNames").forEach(value -> values.add(value.asText()));
    body.path("tagValues")
        .forEach(
            value -> values.add(value.isTextual() ? value.asText() : value.path("value").asText()));
    for (JsonNode scope : body.path("scopes")) {
      scopes.add(scope.path("name").asText());
      scope.path("tags").forEach(value -> values.add(value.asText()));
    }
    checkBounds(each, "values", values.size());
    contains(each, "expected_values", values, true);
    contains(each, "expected_absent_values", values, false);
    contains(each, "expected_scopes", scopes, true);
  }

  private void contains(
      Map<String, String> each, String section, List<String> values, boolean isWanted) {
    for (String value : each.getOrDefault(section, "").split("\n", -1)) {
      if (!value.isEmpty() && values.contains(value) != isWanted) {
        fail(each, section + " " + value + " in " + values);
      }
    }
  }

  private void checkBounds(Map<String, String> each, String what, int count) {
    int min = Integer.parseInt(each.getOrDefault("expected_min_" + what, "0"));
    int max = Integer.parseInt(each.getOrDefault("expected_max_" + what, "100000"));
    if (count < min || count > max) {
      fail(each, "%d %s, not %d to %d".formatted(count, what, min, max));
    }
  }

  private void fail(Map<String, String> each, String reason) {
    failures.add(each.get("name") + ": " + reason);
  }
}
