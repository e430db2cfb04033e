package dev.clew.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Traces and spans of the server's JSON as lines of a table.
final class TraceLines {
  static final List<String> SUMMARY =
      List.of(
          "TRACE", "START", "DURATION", "ROOT SERVICE", "ROOT NAME", "SPANS", "ERRORS", "MATCHED");
  static final List<String> SPAN = List.of("TIME", "DURATION", "SERVICE", "WHAT", "DETAIL");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private TraceLines() {}

  static List<String> summary(JsonNode trace) {
    return List.of(
        trace.path("traceId").asText(),
        time(trace.path("startNanos").asLong()),
        duration(trace.path("durationNanos").asLong()),
        trace.path("rootService").asText(),
        trace.path("rootName").asText(),
        trace.path("spanCount").asText(),
        trace.path("errorCount").asText(),
        trace.path("matchedSpans").asText());
  }

  /// Spans in the order of the tree, and log records among them by time.
  static List<List<String>> spans(JsonNode trace, JsonNode logs) {
    record Line(long nanos, List<String> cells) {}
    List<Line> lines = new ArrayList<>();
    for (JsonNode span : trace.path("spans")) {
      lines.add(new Line(span.path("startNanos").asLong(), span(span)));
    }
    for (JsonNode log : logs.path("logs")) {
      lines.add(new Line(log.path("timeNanos").asLong(), log(log)));
    }
    lines.sort(Comparator.comparingLong(Line::nanos));
    return lines.stream().map(Line::cells).toList();
  }

  private static List<String> span(JsonNode span) {
    String indent = "  ".repeat(Math.min(20, span.path("depth").asInt()));
    String status = span.path("status").asText();
    return List.of(
        time(span.path("startNanos").asLong()),
        duration(span.path("durationNanos").asLong()),
        span.path("service").asText(),
        indent + span.path("name").asText(),
        status.equals("error") ? "ERROR " + span.path("statusMessage").asText() : "");
  }

  private static List<String> log(JsonNode log) {
    return List.of(
        time(log.path("timeNanos").asLong()),
        "",
        log.path("service").asText(),
        "log " + log.path("severity").asText(),
        log.path("body").isValueNode() ? log.path("body").asText() : log.path("body").toString());
  }

  private static String time(long nanos) {
    return TIME.format(Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000));
  }

  private static String duration(long nanos) {
    if (nanos < 1_000_000) {
      return "%.3g µs".formatted(nanos / 1e3);
    }
    return nanos < 1_000_000_000
        ? "%.3g ms".formatted(nanos / 1e6)
        : "%.3g s".formatted(nanos / 1e9);
  }
}
