package dev.clew.detect.auth;

import dev.clew.detect.Telemetry;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Telemetry that a test writes, read as auth events.
final class Reading {
  static final long NOW = 1_750_000_000_000_000_000L;

  private final List<AuthEvent> events = new ArrayList<>();
  private final AuthReader reader;
  private SpanBatch spans = new SpanBatch();
  private LogBatch logs = new LogBatch();
  private long offset;
  private long nextSpan = 100;

  Reading() {
    this(AuthOptions.DEFAULT);
  }

  Reading(AuthOptions options) {
    reader =
        new AuthReader(
            options,
            new Pseudonyms("k1", "dev-key".getBytes(StandardCharsets.UTF_8), false),
            events::add);
  }

  /// A finished span; returns its id.
  long span(
      long trace,
      long parent,
      SpanKind kind,
      String service,
      String name,
      Map<String, Object> attributes) {
    long id = nextSpan++;
    Telemetry.span(spans, trace, id, parent, kind, service, name, NOW + nextSpan, attributes);
    spans.endRow();
    return id;
  }

  long server(long trace, Map<String, Object> attributes) {
    return span(trace, 0, SpanKind.SERVER, "web", "request", attributes);
  }

  /// A span with one event on it.
  void spanWithEvent(
      long trace, long parent, String service, String event, Map<String, Object> attributes) {
    Telemetry.span(
        spans,
        trace,
        nextSpan++,
        parent,
        SpanKind.INTERNAL,
        service,
        "inner",
        NOW + nextSpan,
        Map.of());
    Telemetry.event(spans, event, NOW + nextSpan + 5, attributes);
    spans.endRow();
  }

  void log(
      long trace, String service, String eventName, String body, Map<String, Object> attributes) {
    Telemetry.log(logs, trace, service, eventName, body, NOW + nextSpan, attributes);
  }

  /// Hands over the spans written so far.
  void sendSpans() {
    reader.accept(spans, offset++, NOW + 1_000_000);
    spans = new SpanBatch();
  }

  /// Hands over the records written so far.
  void sendLogs() {
    reader.accept(logs, offset++, NOW + 1_000_000);
    logs = new LogBatch();
  }

  /// All events, after everything has waited long enough.
  List<AuthEvent> events() {
    if (spans.size() > 0) {
      sendSpans();
    }
    if (logs.size() > 0) {
      sendLogs();
    }
    reader.advance(NOW + 60_000_000_000L);
    return events;
  }

  /// Events so far, without waiting.
  List<AuthEvent> settled() {
    return events;
  }
}
