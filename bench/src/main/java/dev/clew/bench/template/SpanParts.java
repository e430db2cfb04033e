package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Leaf;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;
import java.util.List;

/// What the text encodings ask of a span.
record SpanParts(Message span) {

  WireField field(int number) {
    return span.fields().stream()
        .filter(field -> field.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a span without field " + number));
  }

  /// The name if it is a slot.
  List<Leaf> nameSlot() {
    return field(Otlp.NAME) instanceof Leaf leaf && leaf.slot() != Slot.NONE
        ? List.of(leaf)
        : List.of();
  }

  boolean hasParent() {
    return !span.octets(Otlp.PARENT_ID).isEmpty();
  }

  /// The status code if it is a slot.
  List<Varint> statusSlot() {
    return span.messages(Otlp.STATUS).stream()
        .flatMap(status -> status.fields().stream())
        .filter(Varint.class::isInstance)
        .map(Varint.class::cast)
        .filter(code -> code.slot() == Slot.STATUS)
        .toList();
  }

  boolean isError() {
    return span.messages(Otlp.STATUS).stream()
        .anyMatch(status -> status.whole(Otlp.STATUS_CODE) == 2);
  }
}
