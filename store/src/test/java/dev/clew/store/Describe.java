package dev.clew.store;

import dev.clew.model.Attributes;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rows as text that is equal when they are, whatever the ids and the order of attributes.
final class Describe {
  private Describe() {}

  static TreeMap<String, String> byTrace(SpanBatch spans) {
    TreeMap<String, TreeSet<String>> lines = new TreeMap<>();
    for (int row = 0; row < spans.size(); row++) {
      lines.computeIfAbsent(spans.traceId(row).hex(), _ -> new TreeSet<>()).add(span(spans, row));
    }
    TreeMap<String, String> text = new TreeMap<>();
    lines.forEach((id, rows) -> text.put(id, String.join("\n", rows)));
    return text;
  }

  static String logs(LogBatch logs) {
    StringBuilder text = new StringBuilder();
    Strings strings = logs.strings();
    for (int row = 0; row < logs.size(); row++) {
      text.append(logs.timeNanos(row))
          .append(' ')
          .append(logs.observedNanos(row))
          .append(' ')
          .append(logs.spanId(row))
          .append(' ')
          .append(logs.severity(row))
          .append(strings.get(logs.severityText(row)))
          .append(value(logs.bodyType(row), logs.body(row), strings))
          .append(attributes(logs.attributes(), row, strings))
          .append(attributes(logs.resources().attributes(), logs.resource(row), strings))
          .append('\n');
    }
    return text.toString();
  }

  private static String span(SpanBatch spans, int row) {
    Strings strings = spans.strings();
    StringBuilder text = new StringBuilder();
    text.append(spans.spanId(row))
        .append(' ')
        .append(spans.parentSpanId(row))
        .append(' ')
        .append(spans.startNanos(row))
        .append(' ')
        .append(spans.endNanos(row))
        .append(' ')
        .append(strings.get(spans.name(row)))
        .append(spans.kind(row))
        .append(spans.status(row))
        .append(strings.get(spans.statusMessage(row)))
        .append(spans.flags(row))
        .append(strings.get(spans.resources().name(spans.resource(row))))
        .append(strings.get(spans.scopes().name(spans.scope(row))))
        .append(strings.get(spans.scopes().version(spans.scope(row))))
        .append(attributes(spans.attributes(), row, strings))
        .append(attributes(spans.resources().attributes(), spans.resource(row), strings));
    for (int event = spans.events().start(row); event < spans.events().end(row); event++) {
      text.append(spans.events().timeNanos(event))
          .append(strings.get(spans.events().name(event)))
          .append(attributes(spans.events().attributes(), event, strings));
    }
    for (int link = spans.links().start(row); link < spans.links().end(row); link++) {
      text.append(spans.links().traceId(link))
          .append(spans.links().spanId(link))
          .append(attributes(spans.links().attributes(), link, strings));
    }
    return text.toString();
  }

  private static String attributes(Attributes attributes, int owner, Strings strings) {
    TreeSet<String> entries = new TreeSet<>();
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      entries.add(
          strings.get(attributes.key(entry))
              + "="
              + value(attributes.type(entry), attributes.value(entry), strings));
    }
    return entries.toString();
  }

  private static String value(ValueType type, long value, Strings strings) {
    return type + ":" + (type.isText() ? strings.get((int) value) : Long.toString(value));
  }
}
