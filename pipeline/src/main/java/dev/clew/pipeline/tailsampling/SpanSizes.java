package dev.clew.pipeline.tailsampling;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Size of spans as protobuf messages of OTLP, without their resource and scope. Arrays and maps
/// count as the JSON text that batches hold.
final class SpanSizes {
  private static final byte STRING = ValueType.STRING.code();
  private static final byte BOOL = ValueType.BOOL.code();
  private static final byte INT = ValueType.INT.code();
  private static final byte DOUBLE = ValueType.DOUBLE.code();
  private static final byte EMPTY = ValueType.EMPTY.code();

  /// Trace id, span id, start and end with their tags.
  private static final int FIXED = 18 + 10 + 9 + 9;

  private SpanSizes() {}

  /// Size of a row within its list.
  static int of(SpanBatch batch, int row) {
    Strings strings = batch.strings();
    int size = FIXED + text(strings, batch.name(row)) + text(strings, batch.traceState(row));
    size += batch.parentSpanId(row) == 0 ? 0 : 10;
    size += batch.flags(row) == 0 ? 0 : 6;
    size += 2;
    size += count(batch.droppedAttributes(row));
    size += count(batch.droppedEvents(row)) + count(batch.droppedLinks(row));
    int message = text(strings, batch.statusMessage(row));
    boolean isUnset = batch.status(row) == SpanStatus.UNSET;
    size += isUnset && message == 0 ? 0 : nested(message + (isUnset ? 0 : 2));
    size += attributes(batch.attributes(), row, strings);
    SpanEvents events = batch.events();
    for (int event = events.start(row); event < events.end(row); event++) {
      size +=
          nested(
              9
                  + text(strings, events.name(event))
                  + count(events.droppedAttributes(event))
                  + attributes(events.attributes(), event, strings));
    }
    SpanLinks links = batch.links();
    for (int link = links.start(row); link < links.end(row); link++) {
      size +=
          nested(
              28
                  + text(strings, links.traceState(link))
                  + (links.flags(link) == 0 ? 0 : 5)
                  + count(links.droppedAttributes(link))
                  + attributes(links.attributes(), link, strings));
    }
    return nested(size);
  }

  private static int attributes(Attributes attributes, int owner, Strings strings) {
    int size = 0;
    int end = attributes.end(owner);
    for (int entry = attributes.start(owner); entry < end; entry++) {
      int value = value(attributes.typeCode(entry), attributes.value(entry), strings);
      size += nested(text(strings, attributes.key(entry)) + nested(value));
    }
    return size;
  }

  private static int value(byte type, long value, Strings strings) {
    if (type == STRING) {
      return nested(strings.length((int) value));
    }
    if (type == INT) {
      return 1 + varint(value);
    }
    if (type == BOOL) {
      return 2;
    }
    if (type == DOUBLE) {
      return 9;
    }
    return type == EMPTY ? 0 : nested(strings.length((int) value));
  }

  private static int text(Strings strings, int id) {
    return id == Strings.EMPTY ? 0 : nested(strings.length(id));
  }

  private static int count(int number) {
    return number == 0 ? 0 : 1 + varint(number & 0xFFFF_FFFFL);
  }

  private static int nested(int length) {
    return 1 + varint(length) + length;
  }

  private static int varint(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }
}
