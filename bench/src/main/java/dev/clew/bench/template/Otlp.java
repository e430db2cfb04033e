package dev.clew.bench.template;

import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Leaf;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Field numbers of OTLP traces, and the parts of a request that templates ask for.
final class Otlp {
  static final int TRACE_ID = 1;
  static final int SPAN_ID = 2;
  static final int TRACE_STATE = 3;
  static final int PARENT_ID = 4;
  static final int NAME = 5;
  static final int KIND = 6;
  static final int START = 7;
  static final int END = 8;
  static final int ATTRIBUTES = 9;
  static final int EVENTS = 11;
  static final int STATUS = 15;
  static final int STATUS_MESSAGE = 2;
  static final int STATUS_CODE = 3;
  static final int SERVER = 2;
  static final int EVENT_NAME = 2;
  static final int EVENT_ATTRIBUTES = 3;

  private static final int STRING_VALUE = 1;
  private static final int INT_VALUE = 3;

  private Otlp() {}

  static String service(Message resourceSpans) {
    return resourceSpans.messages(1).stream()
        .flatMap(resource -> resource.messages(1).stream())
        .filter(attribute -> attribute.text(1).equals("service.name"))
        .map(Otlp::text)
        .findFirst()
        .orElse("unknown");
  }

  static Stream<Message> spans(Message resourceSpans) {
    return resourceSpans.messages(2).stream().flatMap(scope -> scope.messages(2).stream());
  }

  static int spanCount(Message request) {
    return (int) request.messages(1).stream().flatMap(Otlp::spans).count();
  }

  /// An attribute whose text fills the slot, or stays.
  static Message attribute(String key, String value, Slot slot) {
    return keyValue(9, key, Leaf.text(STRING_VALUE, value, slot));
  }

  static Message attribute(String key, String value) {
    return attribute(key, value, Slot.NONE);
  }

  static Message attribute(String key, long value) {
    return keyValue(9, key, new Varint(INT_VALUE, value));
  }

  /// The same attribute as field 1, as resources have it.
  static Message resourceAttribute(String key, String value) {
    return keyValue(1, key, Leaf.text(STRING_VALUE, value, Slot.NONE));
  }

  private static Message keyValue(int number, String key, WireField value) {
    return new Message(
        number,
        Schema.KEY_VALUE,
        List.of(Leaf.text(1, key, Slot.NONE), new Message(2, Schema.ANY_VALUE, List.of(value))));
  }

  /// Value of an attribute as text.
  static String text(Message attribute) {
    List<Message> values = attribute.messages(2);
    return values.isEmpty() ? "" : valueText(values.getFirst());
  }

  /// The leaf of an attribute whose value fills a slot, if it does.
  static List<Leaf> slotLeaf(Message attribute) {
    return attribute.messages(2).stream()
        .flatMap(value -> value.fields().stream())
        .filter(Leaf.class::isInstance)
        .map(Leaf.class::cast)
        .filter(leaf -> leaf.slot() != Slot.NONE)
        .toList();
  }

  private static String valueText(Message anyValue) {
    if (anyValue.fields().isEmpty()) {
      return "";
    }
    return switch (anyValue.fields().getFirst()) {
      case Leaf leaf -> leaf.text();
      case Varint(var number, var value, _) ->
          number == 2 ? String.valueOf(value != 0) : String.valueOf(value);
      case WireField.Fixed64(_, var bits, _) -> String.valueOf(Double.longBitsToDouble(bits));
      case WireField.Fixed32(_, var value) -> String.valueOf(value);
      case Message list ->
          list.messages(1).stream()
              .map(each -> each.schema() == Schema.KEY_VALUE ? text(each) : valueText(each))
              .collect(Collectors.joining(",", "[", "]"));
    };
  }
}
