package dev.clew.pipeline;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// All that is in a batch as text.
public final class Dump {
  private final Batch batch;

  private Dump(Batch batch) {
    this.batch = batch;
  }

  /// Rows as text, with the names of things and not their ids.
  public static List<String> rows(Batch batch) {
    Dump dump = new Dump(batch);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(dump.row(row));
    }
    return rows;
  }

  /// A number that changes with whatever is changed in a batch, be it an id or an unused text.
  public static long checksum(Batch batch) {
    CRC32C sum = new CRC32C();
    Strings strings = batch.strings();
    for (int id = 0; id < strings.size(); id++) {
      sum.update(strings.arena(), strings.start(id), strings.length(id));
      sum.update(1);
    }
    add(sum, batch.attributes());
    add(sum, batch.resources());
    add(sum, batch.scopes());
    for (int row = 0; row < batch.size(); row++) {
      add(sum, batch.resource(row));
      add(sum, batch.scope(row));
    }
    if (batch instanceof SpanBatch spans) {
      add(sum, spans.events().attributes());
      add(sum, spans.links().attributes());
    }
    for (String row : rows(batch)) {
      sum.update(row.getBytes(StandardCharsets.UTF_8));
    }
    return sum.getValue();
  }

  private static void add(CRC32C sum, Origins origins) {
    add(sum, origins.attributes());
    for (int row = 0; row < origins.size(); row++) {
      add(sum, origins.name(row));
      add(sum, origins.version(row));
      add(sum, origins.schemaUrl(row));
      add(sum, origins.droppedAttributes(row));
    }
  }

  private static void add(CRC32C sum, Attributes attributes) {
    add(sum, attributes.owners());
    for (int entry = 0; entry < attributes.size(); entry++) {
      add(sum, attributes.key(entry));
      add(sum, attributes.typeCode(entry));
      add(sum, attributes.value(entry));
    }
    for (int owner = 0; owner < attributes.owners(); owner++) {
      add(sum, attributes.end(owner));
    }
  }

  private static void add(CRC32C sum, long value) {
    for (int shift = 0; shift < 64; shift += 8) {
      sum.update((int) (value >>> shift) & 0xFF);
    }
  }

  private String row(int row) {
    String own =
        switch (batch) {
          case SpanBatch spans -> span(spans, row);
          case LogBatch logs -> log(logs, row);
          case PointBatch points -> point(points, row);
        };
    return own
        + " attributes="
        + attributes(batch.attributes(), row)
        + " resource="
        + origin(batch.resources(), batch.resource(row))
        + " scope="
        + origin(batch.scopes(), batch.scope(row));
  }

  private String span(SpanBatch spans, int row) {
    StringBuilder text = new StringBuilder();
    text.append(spans.traceId(row))
        .append(' ')
        .append(Long.toHexString(spans.spanId(row)))
        .append('<')
        .append(Long.toHexString(spans.parentSpanId(row)))
        .append(' ')
        .append(text(spans.name(row)))
        .append(' ')
        .append(spans.kind(row))
        .append(' ')
        .append(spans.status(row))
        .append(' ')
        .append(text(spans.statusMessage(row)))
        .append(' ')
        .append(text(spans.traceState(row)))
        .append(" %d..%d".formatted(spans.startNanos(row), spans.endNanos(row)))
        .append(" flags=%d".formatted(spans.flags(row)))
        .append(" dropped=%d,".formatted(spans.droppedAttributes(row)))
        .append("%d,%d".formatted(spans.droppedEvents(row), spans.droppedLinks(row)))
        .append(" events=");
    for (int event = spans.events().start(row); event < spans.events().end(row); event++) {
      text.append(text(spans.events().name(event)))
          .append('@')
          .append(spans.events().timeNanos(event))
          .append(attributes(spans.events().attributes(), event));
    }
    text.append(" links=");
    for (int link = spans.links().start(row); link < spans.links().end(row); link++) {
      text.append(spans.links().traceId(link))
          .append(spans.links().spanId(link))
          .append(attributes(spans.links().attributes(), link));
    }
    return text.toString();
  }

  private String log(LogBatch logs, int row) {
    return "%d %d %x%x %x %s %s %s %d %d body=%s"
        .formatted(
            logs.timeNanos(row),
            logs.observedNanos(row),
            logs.traceIdHigh(row),
            logs.traceIdLow(row),
            logs.spanId(row),
            logs.severity(row),
            text(logs.severityText(row)),
            text(logs.eventName(row)),
            logs.flags(row),
            logs.droppedAttributes(row),
            value(logs.bodyType(row).isText(), logs.body(row)));
  }

  private String point(PointBatch points, int row) {
    return "%s %s %s %s %d %s %d..%d value=%s %s count=%d %s %s flags=%d %s"
        .formatted(
            text(points.metric(row)),
            text(points.unit(row)),
            text(points.description(row)),
            points.type(row),
            points.temporality(row),
            points.isMonotonic(row),
            points.startNanos(row),
            points.timeNanos(row),
            points.value(row),
            points.isInteger(row),
            points.count(row),
            points.min(row),
            points.max(row),
            points.flags(row),
            text(points.detail(row)));
  }

  private String origin(Origins origins, int row) {
    return text(origins.name(row))
        + "/"
        + text(origins.version(row))
        + "/"
        + text(origins.schemaUrl(row))
        + attributes(origins.attributes(), row);
  }

  /// Attributes of an owner, in their order.
  public static String attributes(Batch batch, Attributes attributes, int owner) {
    return new Dump(batch).attributes(attributes, owner);
  }

  private String attributes(Attributes attributes, int owner) {
    List<String> entries = new ArrayList<>();
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      entries.add(
          "%s=%s:%s"
              .formatted(
                  text(attributes.key(entry)),
                  attributes.type(entry),
                  value(attributes.type(entry).isText(), attributes.value(entry))));
    }
    return entries.toString();
  }

  private String value(boolean isText, long value) {
    return isText ? text((int) value) : Long.toString(value);
  }

  private String text(int id) {
    return batch.strings().get(id);
  }
}
