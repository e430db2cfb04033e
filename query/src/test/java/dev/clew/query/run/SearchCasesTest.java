package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchOutcome.Found;
import dev.clew.query.run.TraceMatch.SpanMatch;
import dev.clew.query.run.TraceMatch.SpansetMatch;
import dev.clew.query.run.field.Value;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import dev.clew.testkit.MemoryTraceView;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Searches whose answers others hold to be right, many of them those of a real Tempo.
final class SearchCasesTest {
  private static final String FILE = "traces/cerberus/traceql/search-cases.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Key(TraceId traceId, long spanId) {}

  @Test
  void everyCaseHasItsAnswer() throws IOException {
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (String text : Files.readAllLines(TestData.require(FILE))) {
      JsonNode line = JSON.readTree(text);
      if (!line.has("skip")) {
        count++;
        String failure = failure(line);
        if (!failure.isEmpty()) {
          failures.add(line.path("name").asText() + ": " + failure);
        }
      }
    }

    System.out.printf("TraceQL search cases: %d/%d%n", count - failures.size(), count);
    assertThat(failures).isEmpty();
  }

  /// Empty if the case passes.
  private static String failure(JsonNode line) {
    SearchCaseLoader loader = SearchCaseLoader.load(line);
    List<SpansetMatch> spansets = new ArrayList<>();
    Map<Key, SpanMatch> spans = new HashMap<>();
    for (TraceMatch trace : search(line, loader).traces()) {
      spansets.addAll(trace.spansets());
      for (SpansetMatch spanset : trace.spansets()) {
        spanset.spans().forEach(span -> spans.put(new Key(trace.id(), span.spanId()), span));
      }
    }
    return switch (line.path("expect").asText()) {
      case "spans" -> wrongSpans(line, loader, spans);
      case "spanCount" -> wrongCount(line, spansets.stream().mapToInt(SpansetMatch::matched).sum());
      default -> wrongCount(line, spansets.size());
    };
  }

  private static String wrongCount(JsonNode line, int count) {
    int expected = line.path("expectedCount").asInt();
    return count == expected ? "" : "%d, not %d".formatted(count, expected);
  }

  private static String wrongSpans(
      JsonNode line, SearchCaseLoader loader, Map<Key, SpanMatch> spans) {
    Set<Long> expectedIds = new HashSet<>();
    for (JsonNode expected : line.path("expected")) {
      long spanId = loader.spanId(expected.path("spanId").asText());
      expectedIds.add(spanId);
      SpanMatch span = find(expected, loader, spanId, spans);
      if (span == null) {
        return "not found: " + expected;
      }
      for (Map.Entry<String, JsonNode> selected : expected.path("select").properties()) {
        String value = attribute(span, selected.getKey());
        if (!selected.getValue().asText().equals(value)) {
          return "%s is %s, not %s".formatted(selected.getKey(), value, selected.getValue());
        }
      }
    }
    return spans.size() == line.path("expected").size()
        ? ""
        : "%s, not %s".formatted(spans.keySet(), expectedIds);
  }

  private static @Nullable SpanMatch find(
      JsonNode expected, SearchCaseLoader loader, long spanId, Map<Key, SpanMatch> spans) {
    if (expected.has("traceId")) {
      return spans.get(new Key(loader.traceId(expected.path("traceId").asText()), spanId));
    }
    return spans.values().stream().filter(span -> span.spanId() == spanId).findFirst().orElse(null);
  }

  private static String attribute(SpanMatch span, String name) {
    return span.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(attribute -> shown(attribute.value()))
        .findFirst()
        .orElse("missing");
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Whole(var number) -> Long.toString(number);
      case Value.Real(var number) -> Double.toString(number);
      case Value.Truth(var isTrue) -> Boolean.toString(isTrue);
      case Value.Document(_, var text) -> text;
    };
  }

  private static Found search(JsonNode line, SearchCaseLoader loader) {
    Parsed.Ok parsed = (Parsed.Ok) TraceQl.parse(line.path("query").asText());
    SearchPlan.Ready plan = (SearchPlan.Ready) SearchPlan.of(parsed.query());
    TimeRange window =
        line.has("startSec")
            ? new TimeRange(
                line.path("startSec").asLong() * 1_000_000_000L,
                line.path("endSec").asLong() * 1_000_000_000L)
            : TimeRange.ALL;
    SearchRequest request =
        SearchRequest.of(window)
            .withLimit(line.path("limit").asInt(1_000))
            .withSpansPerSpanset(1_000);
    MemoryTraceView view = new MemoryTraceView(List.of(loader.batch()), 2);
    return (Found)
        new TraceSearch(SearchLimits.DEFAULT).search(plan, request, view, StopSignal.NEVER);
  }
}
