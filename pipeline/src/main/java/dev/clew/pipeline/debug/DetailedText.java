package dev.clew.pipeline.debug;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All of a batch, as the Collector prints it.
final class DetailedText {
  private final Batch batch;
  private final Lines lines;

  private DetailedText(Batch batch) {
    this.batch = batch;
    this.lines = new Lines(batch.strings());
  }

  static String of(Batch batch) {
    DetailedText text = new DetailedText(batch);
    text.resources();
    return text.lines.toString();
  }

  private void resources() {
    String word =
        switch (batch) {
          case SpanBatch _ -> "ResourceSpans";
          case LogBatch _ -> "ResourceLog";
          case PointBatch _ -> "ResourceMetrics";
        };
    int count = 0;
    for (Map.Entry<Integer, Map<Integer, List<Integer>>> resource : groups().entrySet()) {
      Origins resources = batch.resources();
      lines.line(word + " #" + count);
      lines.line("Resource SchemaURL: " + lines.get(resources.schemaUrl(resource.getKey())));
      lines.attributes("Resource attributes", resources.attributes(), resource.getKey());
      scopes(resource.getValue());
      count++;
    }
  }

  private Map<Integer, Map<Integer, List<Integer>>> groups() {
    Map<Integer, Map<Integer, List<Integer>>> groups = new LinkedHashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      groups
          .computeIfAbsent(batch.resource(row), _ -> new LinkedHashMap<>())
          .computeIfAbsent(batch.scope(row), _ -> new ArrayList<>())
          .add(row);
    }
    return groups;
  }

  private void scopes(Map<Integer, List<Integer>> scopes) {
    String word =
        switch (batch) {
          case SpanBatch _ -> "ScopeSpans";
          case LogBatch _ -> "ScopeLogs";
          case PointBatch _ -> "ScopeMetrics";
        };
    int count = 0;
    for (Map.Entry<Integer, List<Integer>> scope : scopes.entrySet()) {
      Origins all = batch.scopes();
      int at = scope.getKey();
      lines.line(word + " #" + count);
      lines.line(word + " SchemaURL: " + lines.get(all.schemaUrl(at)));
      lines.line(
          "InstrumentationScope " + lines.get(all.name(at)) + " " + lines.get(all.version(at)));
      lines.attributes("InstrumentationScope attributes", all.attributes(), at);
      rows(scope.getValue());
      count++;
    }
  }

  private void rows(List<Integer> rows) {
    switch (batch) {
      case SpanBatch spans -> {
        for (int i = 0; i < rows.size(); i++) {
          lines.line("Span #" + i);
          span(spans, rows.get(i));
        }
      }
      case LogBatch logs -> {
        for (int i = 0; i < rows.size(); i++) {
          lines.line("LogRecord #" + i);
          log(logs, rows.get(i));
        }
      }
      case PointBatch points -> new PointText(points, lines).write(rows);
    }
  }

  private void span(SpanBatch spans, int row) {
    lines.named("Trace ID", Words.traceId(spans.traceIdHigh(row), spans.traceIdLow(row)));
    lines.named("Parent ID", Words.spanId(spans.parentSpanId(row)));
    lines.named("ID", Words.spanId(spans.spanId(row)));
    lines.named("Name", lines.get(spans.name(row)));
    lines.named("Kind", capital(spans.kind(row).name()));
    if (spans.traceState(row) != Strings.EMPTY) {
      lines.named("TraceState", lines.get(spans.traceState(row)));
    }
    lines.named("Start time", Words.time(spans.startNanos(row)));
    lines.named("End time", Words.time(spans.endNanos(row)));
    lines.named("Status code", capital(spans.status(row).name()));
    lines.named("Status message", lines.get(spans.statusMessage(row)));
    lines.named("DroppedAttributesCount", Integer.toString(spans.droppedAttributes(row)));
    lines.named("DroppedEventsCount", Integer.toString(spans.droppedEvents(row)));
    lines.named("DroppedLinksCount", Integer.toString(spans.droppedLinks(row)));
    lines.attributes("Attributes", spans.attributes(), row);
    events(spans, row);
    links(spans, row);
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private void events(SpanBatch spans, int row) {
    int start = spans.events().start(row);
    int end = spans.events().end(row);
    if (start == end) {
      return;
    }
    lines.line("Events:");
    for (int event = start; event < end; event++) {
      lines.line("SpanEvent #" + (event - start));
      lines.line("     -> Name: " + lines.get(spans.events().name(event)));
      lines.line("     -> Timestamp: " + Words.time(spans.events().timeNanos(event)));
      lines.line("     -> DroppedAttributesCount: " + spans.events().droppedAttributes(event));
      lines.attributes("     -> Attributes:", spans.events().attributes(), event);
    }
  }

  private void links(SpanBatch spans, int row) {
    int start = spans.links().start(row);
    int end = spans.links().end(row);
    if (start == end) {
      return;
    }
    lines.line("Links:");
    for (int link = start; link < end; link++) {
      long high = spans.links().traceId(link).high();
      long low = spans.links().traceId(link).low();
      lines.line("SpanLink #" + (link - start));
      lines.line("     -> Trace ID: " + Words.traceId(high, low));
      lines.line("     -> ID: " + Words.spanId(spans.links().spanId(link)));
      lines.line("     -> TraceState: " + lines.get(spans.links().traceState(link)));
      lines.line("     -> DroppedAttributesCount: " + spans.links().droppedAttributes(link));
      lines.attributes("     -> Attributes:", spans.links().attributes(), link);
    }
  }

  private void log(LogBatch logs, int row) {
    int severity = logs.severity(row);
    lines.line("ObservedTimestamp: " + Words.time(logs.observedNanos(row)));
    lines.line("Timestamp: " + Words.time(logs.timeNanos(row)));
    lines.line("SeverityText: " + lines.get(logs.severityText(row)));
    lines.line("SeverityNumber: " + Words.severity(severity) + "(" + severity + ")");
    if (logs.eventName(row) != Strings.EMPTY) {
      lines.line("EventName: " + lines.get(logs.eventName(row)));
    }
    lines.line("Body: " + Words.typed(logs.bodyType(row), logs.body(row), lines.strings()));
    lines.attributes("Attributes", logs.attributes(), row);
    lines.line("Trace ID: " + Words.traceId(logs.traceIdHigh(row), logs.traceIdLow(row)));
    lines.line("Span ID: " + Words.spanId(logs.spanId(row)));
    lines.line("Flags: " + Integer.toUnsignedString(logs.flags(row)));
  }
}
