package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.plan.JaegerQuery;
import dev.clew.query.plan.JaegerQuery.Tag;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.traceql.Literal;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Jaeger's own searches over Jaeger's own traces.
final class JaegerSearchTest {
  private static final String FOLDER = "traces/jaeger/storage/";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everySearchFindsItsTraces() throws IOException {
    JsonNode queries = read(TestData.require(FOLDER + "queries.json"));
    SpanBatch batch = new SpanBatch();
    List<Path> fixtures = TestData.files(FOLDER + "traces", ".json");
    for (Path file : fixtures) {
      new OtlpJson(batch).add(read(file));
    }
    List<String> failures = new ArrayList<>();

    for (JsonNode each : queries) {
      Set<TraceId> found = found(each.path("Query"), batch);
      if (!found.equals(expected(each.path("ExpectedFixtures")))) {
        failures.add(each.path("Caption").asText() + ": " + found);
      }
    }

    int count = queries.size();
    System.out.printf(
        "Jaeger searches: %d/%d over %d traces%n", count - failures.size(), count, fixtures.size());
    assertThat(failures).isEmpty();
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static Set<TraceId> expected(JsonNode fixtures) throws IOException {
    Set<TraceId> ids = new HashSet<>();
    for (JsonNode fixture : fixtures) {
      JsonNode traces = read(TestData.require(FOLDER + "traces/" + fixture.asText() + ".json"));
      ids.add(OtlpJson.traceId(traces.findParent("traceId")));
    }
    return ids;
  }

  private static Set<TraceId> found(JsonNode asked, SpanBatch batch) {
    SearchPlan.Ready plan = (SearchPlan.Ready) SearchPlan.of(query(asked).toTraceQl());
    TimeRange window =
        new TimeRange(nanos(asked.path("StartTimeMin")), nanos(asked.path("StartTimeMax")));
    SearchRequest request = SearchRequest.of(window).withLimit(asked.path("NumTraces").asInt());
    Set<TraceId> ids = new HashSet<>();
    Searches.found(plan, request, batch).traces().forEach(trace -> ids.add(trace.id()));
    return ids;
  }

  private static JaegerQuery query(JsonNode asked) {
    List<Tag> tags = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tag : asked.path("Tags").properties()) {
      tags.add(Tag.of(tag.getKey(), literal(tag.getValue())));
    }
    String operation = asked.path("OperationName").asText();
    return new JaegerQuery(
        asked.path("ServiceName").asText(),
        operation.isEmpty() ? null : operation,
        tags,
        asked.path("DurationMin").asLong(),
        asked.path("DurationMax").asLong());
  }

  private static Literal literal(JsonNode value) {
    if (value.isBoolean()) {
      return new Literal.Bool(value.asBoolean());
    }
    if (value.isIntegralNumber()) {
      return new Literal.Whole(value.asLong());
    }
    return value.isNumber() ? new Literal.Real(value.asDouble()) : new Literal.Text(value.asText());
  }

  private static long nanos(JsonNode time) {
    Instant instant = Instant.parse(time.asText());
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
