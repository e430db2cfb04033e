package dev.clew.bench.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Results as Markdown tables, to be put into a page by hand.
final class Fragment {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> results = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Fragment() {}

  /// Tables of these lines of evidence.
  static String of(List<String> lines) {
    Fragment fragment = new Fragment();
    for (String line : lines) {
      try {
        fragment.results.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("not JSON: " + line, e);
      }
    }
    fragment.machine();
    fragment.ingestion();
    fragment.keeping();
    return fragment.text.toString();
  }

  private void ingestion() {
    table(
        "Taking spans",
        "ingest",
        List.of(
            "target",
            "shape",
            "protocol",
            "compression",
            "spansPerCpuSecond",
            "cpuSecondsPerMillion",
            "spansPerSecond",
            "megabytesPerSecond",
            "diskBytesPerSpan",
            "rssPeakBytes",
            "rssAnonymousPeakBytes",
            "generatorShare",
            "lossCheck",
            "isSettled",
            "isSteady"));
    table(
        "Latency on a schedule",
        "latency",
        List.of(
            "share",
            "scheduledSpansPerSecond",
            "ackP50Millis",
            "ackP99Millis",
            "ackP999Millis",
            "spansPerSecond",
            "goodputShareOfPeak",
            "refusedSpans",
            "shedSpans",
            "rssPeakBytes"));
  }

  private void keeping() {
    table(
        "Crashes",
        "crash",
        List.of("rounds", "spans", "storedSpans", "lost", "doubled", "foreign"));
    table(
        "Bytes of the same spans",
        "bytes",
        List.of("target", "shape", "spans", "diskBytesPerSpan", "spansPerCpuSecond"));
    table("Ratios", "ratio", List.of("of", "median", "min", "max"));
    table(
        "Query canon",
        "query",
        List.of(
            "question",
            "name",
            "selectivity",
            "rangeMinutes",
            "p50Millis",
            "p95Millis",
            "p99Millis",
            "status"));
  }

  private void machine() {
    results.stream()
        .filter(result -> result.has("processor"))
        .findFirst()
        .ifPresent(result ->
            text.append(
                "%s, %d cores, %.0f GB, Java %s, commit %s, %s\n"
                    .formatted(
                        result.path("processor").asText(),
                        result.path("cores").asInt(),
                        result.path("memoryBytes").asDouble() / 1e9,
                        result.path("java").asText(),
                        result.path("commit").asText(),
                        result.path("at").asText())));
  }

  private void table(String title, String run, List<String> columns) {
    List<JsonNode> rows =
        results.stream().filter(result -> result.path("run").asText().equals(run)).toList();
    if (rows.isEmpty()) {
      return;
    }
    text.append("\n### ").append(title).append("\n| ");
    text.append(String.join(" | ", columns)).append(" |\n");
    text.append("|---".repeat(columns.size())).append("|\n");
    for (JsonNode row : rows) {
      text.append("| ");
      text.append(String.join(" | ", columns.stream().map(name -> cell(row.path(name))).toList()));
      text.append(" |\n");
    }
  }

  private static String cell(JsonNode value) {
    if (!value.isNumber()) {
      return value.asText();
    }
    if (value.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", value.asLong());
    }
    double number = value.asDouble();
    return Math.abs(number) >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%.4g", number);
  }
}
