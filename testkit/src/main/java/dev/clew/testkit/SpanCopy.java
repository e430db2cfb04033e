package dev.clew.testkit;

import dev.clew.model.Attributes;
import dev.clew.model.Projection;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.model.Strings;

/// Copies single spans between batches, without what a projection leaves out.
final class SpanCopy {
  private SpanCopy() {}

  static void append(SpanBatch target, SpanBatch source, int row, Projection projection) {
    if (projection.isEverything()) {
      target.append(source, row, new RowMapping(source, target));
      return;
    }
    columns(target, source, row);
    attributes(target, source, row, projection);
    if (projection.hasEvents()) {
      events(target, source, row);
    }
    if (projection.hasLinks()) {
      links(target, source, row);
    }
    target.endRow();
  }

  private static void columns(SpanBatch target, SpanBatch source, int row) {
    RowMapping mapping = new RowMapping(source, target);
    int at = target.size();
    target.traceIdHigh(at, source.traceIdHigh(row));
    target.traceIdLow(at, source.traceIdLow(row));
    target.spanId(at, source.spanId(row));
    target.parentSpanId(at, source.parentSpanId(row));
    target.startNanos(at, source.startNanos(row));
    target.endNanos(at, source.endNanos(row));
    target.kind(at, source.kind(row));
    target.status(at, source.status(row));
    target.flags(at, source.flags(row));
    target.name(at, target.strings().add(source.strings(), source.name(row)));
    target.statusMessage(at, target.strings().add(source.strings(), source.statusMessage(row)));
    target.resource(at, mapping.resource(source.resource(row)));
    target.scope(at, mapping.scope(source.scope(row)));
  }

  private static void attributes(
      SpanBatch target, SpanBatch source, int row, Projection projection) {
    Attributes attributes = source.attributes();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      if (projection.attributeKeys().contains(source.strings().get(attributes.key(entry)))) {
        copy(target.attributes(), target.strings(), source, attributes, entry);
      }
    }
  }

  private static void events(SpanBatch target, SpanBatch source, int row) {
    SpanEvents events = source.events();
    for (int event = events.start(row); event < events.end(row); event++) {
      copyAll(target.events().attributes(), target.strings(), source, events.attributes(), event);
      int name = target.strings().add(source.strings(), events.name(event));
      target.events().add(events.timeNanos(event), name, events.droppedAttributes(event));
    }
  }

  private static void links(SpanBatch target, SpanBatch source, int row) {
    SpanLinks links = source.links();
    for (int link = links.start(row); link < links.end(row); link++) {
      copyAll(target.links().attributes(), target.strings(), source, links.attributes(), link);
      target.links().add(links.traceId(link), links.spanId(link), 0, links.flags(link), 0);
    }
  }

  private static void copyAll(
      Attributes target, Strings strings, SpanBatch source, Attributes from, int owner) {
    for (int entry = from.start(owner); entry < from.end(owner); entry++) {
      copy(target, strings, source, from, entry);
    }
  }

  private static void copy(
      Attributes target, Strings strings, SpanBatch source, Attributes from, int entry) {
    int key = strings.add(source.strings(), from.key(entry));
    long value =
        from.type(entry).isText()
            ? strings.add(source.strings(), (int) from.value(entry))
            : from.value(entry);
    target.add(key, from.type(entry), value);
  }
}
