package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.LogBatch;
import dev.clew.model.NestedSets;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.query.run.NamedValue;
import dev.clew.query.run.TraceMatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Traces, spans and log records as the API shows them.
final class TraceJson {
  private TraceJson() {}

  static void summary(ObjectNode node, TraceMatch match) {
    node.put("traceId", match.id().hex());
    node.put("startNanos", Long.toString(match.startNanos()));
    node.put("durationNanos", match.durationNanos());
    node.put("rootService", match.rootService());
    node.put("rootName", match.rootName());
    node.put("spanCount", match.services().stream().mapToInt(TraceMatch.ServiceCount::spans).sum());
    node.put(
        "errorCount", match.services().stream().mapToInt(TraceMatch.ServiceCount::errors).sum());
    node.put(
        "matchedSpans", match.spansets().stream().mapToInt(TraceMatch.SpansetMatch::matched).sum());
    ArrayNode services = node.putArray("services");
    for (TraceMatch.ServiceCount service : match.services()) {
      services
          .addObject()
          .put("service", service.service())
          .put("spans", service.spans())
          .put("errors", service.errors());
    }
    ArrayNode spansets = node.putArray("spansets");
    match.spansets().forEach(spanset -> spanset(spansets.addObject(), spanset));
  }

  private static void spanset(ObjectNode node, TraceMatch.SpansetMatch spanset) {
    node.put("matched", spanset.matched());
    values(node.putObject("attributes"), spanset.attributes());
    ArrayNode spans = node.putArray("spans");
    for (TraceMatch.SpanMatch span : spanset.spans()) {
      ObjectNode child = spans.addObject();
      child.put("spanId", hex(span.spanId()));
      child.put("name", span.name());
      child.put("startNanos", Long.toString(span.startNanos()));
      child.put("durationNanos", span.durationNanos());
      values(child.putObject("attributes"), span.attributes());
    }
  }

  private static void values(ObjectNode node, List<NamedValue> values) {
    values.forEach(value -> node.set(value.name(), Json.value(value.value())));
  }

  /// The spans of a trace in the order of the tree: parents before children, siblings by start.
  static void spans(ArrayNode target, SpanBatch spans, int from, int limit) {
    int[] rows = IntStream.range(0, spans.size()).toArray();
    NestedSets numbers = NestedSets.of(spans, rows);
    Integer[] order = new Integer[rows.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparing((Integer i) -> numbers.left(i) == 0)
            .thenComparingInt(numbers::left)
            .thenComparingLong(i -> spans.startNanos(i))
            .thenComparing(i -> hex(spans.spanId(i))));
    int[] depths = depths(numbers, rows.length);
    for (int at = from; at < Math.min(order.length, from + limit); at++) {
      int row = order[at];
      ObjectNode node = target.addObject();
      node.put("depth", depths[row]);
      node.put("nestedLeft", numbers.left(row));
      node.put("nestedRight", numbers.right(row));
      node.put("nestedParent", numbers.parent(row));
      span(node, spans, row);
    }
  }

  private static int[] depths(NestedSets numbers, int size) {
    int[] depths = new int[size];
    Integer[] byLeft = new Integer[size];
    Arrays.setAll(byLeft, i -> i);
    Arrays.sort(byLeft, Comparator.comparingInt(numbers::left));
    for (int index : byLeft) {
      int parent = numbers.parentIndex(index);
      if (parent >= 0 && numbers.left(index) > 0) {
        depths[index] = depths[parent] + 1;
      }
    }
    return depths;
  }

  /// All parts of a span.
  static void span(ObjectNode node, SpanBatch spans, int row) {
    Strings strings = spans.strings();
    node.put("spanId", hex(spans.spanId(row)));
    node.put("parentSpanId", spans.parentSpanId(row) == 0 ? "" : hex(spans.parentSpanId(row)));
    node.put("name", strings.get(spans.name(row)));
    node.put("service", strings.get(spans.resources().name(spans.resource(row))));
    node.put("kind", spans.kind(row).name().toLowerCase(Locale.ROOT));
    node.put("status", spans.status(row).name().toLowerCase(Locale.ROOT));
    node.put("statusMessage", strings.get(spans.statusMessage(row)));
    node.put("startNanos", Long.toString(spans.startNanos(row)));
    node.put("durationNanos", spans.durationNanos(row));
    node.put("traceState", strings.get(spans.traceState(row)));
    node.put("droppedAttributes", spans.droppedAttributes(row));
    node.put("droppedEvents", spans.droppedEvents(row));
    node.put("droppedLinks", spans.droppedLinks(row));
    Json.attributes(node.putArray("attributes"), spans.attributes(), row, strings);
    Json.attributes(
        node.putArray("resource"), spans.resources().attributes(), spans.resource(row), strings);
    ObjectNode scope = node.putObject("scope");
    scope.put("name", strings.get(spans.scopes().name(spans.scope(row))));
    scope.put("version", strings.get(spans.scopes().version(spans.scope(row))));
    events(node.putArray("events"), spans, row);
    links(node.putArray("links"), spans, row);
  }

  private static void events(ArrayNode target, SpanBatch spans, int row) {
    for (int event = spans.events().start(row); event < spans.events().end(row); event++) {
      ObjectNode node = target.addObject();
      node.put("timeNanos", Long.toString(spans.events().timeNanos(event)));
      node.put("name", spans.strings().get(spans.events().name(event)));
      Json.attributes(
          node.putArray("attributes"), spans.events().attributes(), event, spans.strings());
    }
  }

  private static void links(ArrayNode target, SpanBatch spans, int row) {
    for (int link = spans.links().start(row); link < spans.links().end(row); link++) {
      ObjectNode node = target.addObject();
      node.put("traceId", spans.links().traceId(link).hex());
      node.put("spanId", hex(spans.links().spanId(link)));
      Json.attributes(
          node.putArray("attributes"), spans.links().attributes(), link, spans.strings());
    }
  }

  static void logs(ArrayNode target, LogBatch logs) {
    Strings strings = logs.strings();
    for (int row = 0; row < logs.size(); row++) {
      ObjectNode node = target.addObject();
      node.put("timeNanos", Long.toString(logs.timeNanos(row)));
      node.put("service", strings.get(logs.resources().name(logs.resource(row))));
      node.put("severityNumber", logs.severity(row));
      node.put("severity", strings.get(logs.severityText(row)));
      node.put("eventName", strings.get(logs.eventName(row)));
      node.put("spanId", logs.spanId(row) == 0 ? "" : hex(logs.spanId(row)));
      node.set("body", Json.value(logs.bodyType(row), logs.body(row), strings));
      Json.attributes(node.putArray("attributes"), logs.attributes(), row, strings);
      Json.attributes(
          node.putArray("resource"), logs.resources().attributes(), logs.resource(row), strings);
    }
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
