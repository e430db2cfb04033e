package dev.clew.bench.template;

import dev.clew.bench.template.Numbers.Ints;
import dev.clew.bench.template.Numbers.Longs;
import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.SlotSink;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Gathers the slots of one body while it is written, in whichever encoding.
final class SlotCollector implements SlotSink {
  final Ints traces = new Ints();
  final Ints operations = new Ints();
  final Longs spanIds = new Longs();
  final Longs parentIds = new Longs();
  final Longs starts = new Longs();
  final Longs durations = new Longs();
  final Ints traceIdAt = new Ints();
  final Longs traceIdHigh = new Longs();
  final Longs traceIdLow = new Longs();
  final Ints idAt = new Ints();
  final Longs id = new Longs();
  final Ints startAt = new Ints();
  final Ints startSpan = new Ints();
  final Ints endAt = new Ints();
  final Ints endSpan = new Ints();
  final Ints eventAt = new Ints();
  final Ints eventSpan = new Ints();
  final Longs eventDelay = new Longs();
  final Ints loginSpan = new Ints();
  final Ints loginAt = new Ints();
  final Ints valueAt = new Ints();
  final Ints valueSpan = new Ints();
  final Ints valueWidth = new Ints();
  final List<Slot> values = new ArrayList<>();

  private final Numbering numbering;
  private String service = "";

  SlotCollector(Numbering numbering) {
    this.numbering = numbering;
  }

  @Override
  public void enter(Message message) {
    if (message.schema() == Schema.RESOURCE_SPANS) {
      service = Otlp.service(message);
    } else if (message.schema() == Schema.SPAN) {
      traces.add(numbering.trace(message));
      operations.add(numbering.operation(service, message));
      spanIds.add(number(message.octets(Otlp.SPAN_ID)));
      parentIds.add(number(message.octets(Otlp.PARENT_ID)));
      starts.add(message.whole(Otlp.START));
      durations.add(message.whole(Otlp.END) - message.whole(Otlp.START));
    }
  }

  @Override
  public void slot(Slot slot, int offset, int width, WireField field) {
    int span = traces.size() - 1;
    switch (slot) {
      case TRACE_ID -> {
        String octets = octets(field);
        traceIdAt.add(offset);
        traceIdHigh.add(number(octets.substring(0, 8)));
        traceIdLow.add(number(octets.substring(8)));
      }
      case SPAN_ID -> {
        idAt.add(offset);
        id.add(number(octets(field)));
      }
      case START -> {
        startAt.add(offset);
        startSpan.add(span);
      }
      case END -> {
        endAt.add(offset);
        endSpan.add(span);
      }
      case EVENT_TIME -> {
        eventAt.add(offset);
        eventSpan.add(span);
        eventDelay.add(((WireField.Fixed64) field).value() - starts.last());
      }
      case TICKET, WORD, NOISE -> {
        valueAt.add(offset);
        valueSpan.add(span);
        valueWidth.add(width);
        values.add(slot);
      }
      default -> login(LoginSlots.place(slot), offset, span);
    }
  }

  private void login(int place, int offset, int span) {
    if (loginSpan.size() == 0 || loginSpan.last() != span) {
      loginSpan.add(span);
      for (int i = 0; i < LoginSlots.COUNT; i++) {
        loginAt.add(0);
      }
    }
    loginAt.set(loginAt.size() - LoginSlots.COUNT + place, offset);
  }

  private static String octets(WireField field) {
    return ((WireField.Leaf) field).octets();
  }

  /// Eight octets as a big-endian number; 0 for none.
  private static long number(String octets) {
    return octets.length() == 8
        ? ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)).getLong()
        : 0;
  }
}
