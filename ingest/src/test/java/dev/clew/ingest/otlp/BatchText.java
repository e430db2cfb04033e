package dev.clew.ingest.otlp;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Says what a batch holds, a line or more for each row, so that two can be compared.
final class BatchText {
  private BatchText() {}

  static List<String> spans(SpanBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(span(batch, row));
    }
    return rows;
  }

  static List<String> logs(LogBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(log(batch, row));
    }
    return rows;
  }

  static List<String> points(PointBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(point(batch, row));
    }
    return rows;
  }

  static List<String> of(Batch batch) {
    return switch (batch) {
      case SpanBatch spans -> spans(spans);
      case LogBatch logs -> logs(logs);
      case PointBatch points -> points(points);
    };
  }

  /// Rows line by line, for a failure that is short to read.
  static List<String> lines(List<String> rows) {
    return rows.stream().flatMap(String::lines).toList();
  }

  private static String span(SpanBatch batch, int row) {
    Strings strings = batch.strings();
    return String.join(
        "\n",
        "span " + batch.traceId(row).hex() + " " + hex(batch.spanId(row)),
        "parent " + hex(batch.parentSpanId(row)),
        batch.startNanos(row) + " to " + batch.endNanos(row),
        "name " + strings.get(batch.name(row)) + " state " + strings.get(batch.traceState(row)),
        batch.kind(row) + " " + batch.status(row) + " " + strings.get(batch.statusMessage(row)),
        "flags " + batch.flags(row),
        attributes(batch.attributes(), row, batch.droppedAttributes(row), strings),
        events(batch, row) + "-" + batch.droppedEvents(row),
        links(batch, row) + "-" + batch.droppedLinks(row),
        origins(batch, row));
  }

  private static String log(LogBatch batch, int row) {
    Strings strings = batch.strings();
    return String.join(
        "\n",
        "log " + batch.timeNanos(row) + " observed " + batch.observedNanos(row),
        "trace "
            + hex(batch.traceIdHigh(row))
            + hex(batch.traceIdLow(row))
            + " "
            + hex(batch.spanId(row)),
        batch.severity(row) + " " + strings.get(batch.severityText(row)),
        "event " + strings.get(batch.eventName(row)) + " flags " + batch.flags(row),
        "body " + value(batch.bodyType(row), batch.body(row), strings),
        attributes(batch.attributes(), row, batch.droppedAttributes(row), strings),
        origins(batch, row));
  }

  private static String point(PointBatch batch, int row) {
    Strings strings = batch.strings();
    return String.join(
        "\n",
        "metric "
            + strings.get(batch.metric(row))
            + " "
            + strings.get(batch.unit(row))
            + " "
            + strings.get(batch.description(row))
            + " "
            + batch.type(row)
            + " "
            + batch.temporality(row)
            + " "
            + batch.isMonotonic(row),
        batch.startNanos(row) + " to " + batch.timeNanos(row) + " flags " + batch.flags(row),
        batch.value(row)
            + " "
            + batch.isInteger(row)
            + " "
            + batch.count(row)
            + " "
            + batch.min(row)
            + " "
            + batch.max(row),
        strings.get(batch.detail(row)),
        attributes(batch.attributes(), row, 0, strings),
        origins(batch, row));
  }

  private static List<String> events(SpanBatch batch, int row) {
    SpanEvents events = batch.events();
    List<String> all = new ArrayList<>();
    for (int event = events.start(row); event < events.end(row); event++) {
      all.add(
          events.timeNanos(event)
              + " "
              + batch.strings().get(events.name(event))
              + " "
              + attributes(
                  events.attributes(), event, events.droppedAttributes(event), batch.strings()));
    }
    return all;
  }

  private static List<String> links(SpanBatch batch, int row) {
    SpanLinks links = batch.links();
    List<String> all = new ArrayList<>();
    for (int link = links.start(row); link < links.end(row); link++) {
      all.add(
          links.traceId(link).hex()
              + " "
              + hex(links.spanId(link))
              + " "
              + batch.strings().get(links.traceState(link))
              + " "
              + links.flags(link)
              + " "
              + attributes(
                  links.attributes(), link, links.droppedAttributes(link), batch.strings()));
    }
    return all;
  }

  static String origins(Batch batch, int row) {
    Strings strings = batch.strings();
    Origins resources = batch.resources();
    Origins scopes = batch.scopes();
    int resource = batch.resource(row);
    int scope = batch.scope(row);
    return "resource "
        + strings.get(resources.name(resource))
        + " "
        + attributes(
            resources.attributes(), resource, resources.droppedAttributes(resource), strings)
        + strings.get(resources.schemaUrl(resource))
        + "\nscope "
        + strings.get(scopes.name(scope))
        + " "
        + strings.get(scopes.version(scope))
        + " "
        + attributes(scopes.attributes(), scope, scopes.droppedAttributes(scope), strings)
        + strings.get(scopes.schemaUrl(scope));
  }

  static String attributes(Attributes attributes, int owner, int dropped, Strings strings) {
    List<String> entries = new ArrayList<>();
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      entries.add(
          strings.get(attributes.key(entry))
              + "="
              + value(attributes.type(entry), attributes.value(entry), strings));
    }
    return entries + "-" + dropped + " ";
  }

  static String value(ValueType type, long value, Strings strings) {
    return switch (type) {
      case EMPTY, BOOL, INT, DOUBLE -> type + " " + value;
      case STRING, ARRAY, MAP -> type + " " + strings.get((int) value);
      case BYTES -> type + " " + HexFormat.of().formatHex(bytes(strings, (int) value));
    };
  }

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  private static byte[] bytes(Strings strings, int id) {
    int start = strings.start(id);
    return Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
  }
}
