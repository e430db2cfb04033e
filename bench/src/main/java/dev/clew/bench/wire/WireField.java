package dev.clew.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One field of a protobuf message.
public sealed interface WireField {
  int number();

  record Varint(int number, long value, Slot slot) implements WireField {
    public Varint(int number, long value) {
      this(number, value, Slot.NONE);
    }
  }

  record Fixed64(int number, long value, Slot slot) implements WireField {}

  record Fixed32(int number, int value) implements WireField {}

  /// A length-delimited value that is not looked into. The characters of `octets` are its bytes, 0
  /// to 255, so that equality holds.
  record Leaf(int number, String octets, Slot slot) implements WireField {
    public static Leaf text(int number, String text, Slot slot) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Leaf(number, new String(bytes, StandardCharsets.ISO_8859_1), slot);
    }

    public byte[] bytes() {
      return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }

  /// A message within the message.
  record Message(int number, Schema schema, List<WireField> fields) implements WireField {
    public Message {
      fields = List.copyOf(fields);
    }

    /// The messages with this field number, in their order.
    public List<Message> messages(int field) {
      return fields.stream()
          .filter(Message.class::isInstance)
          .map(Message.class::cast)
          .filter(message -> message.number == field)
          .toList();
    }

    /// Text of a leaf; empty if there is none.
    public String text(int field) {
      for (WireField each : fields) {
        if (each instanceof Leaf leaf && leaf.number == field) {
          return leaf.text();
        }
      }
      return "";
    }

    /// Bytes of a leaf as ISO 8859-1; empty if there is none.
    public String octets(int field) {
      for (WireField each : fields) {
        if (each instanceof Leaf leaf && leaf.number == field) {
          return leaf.octets;
        }
      }
      return "";
    }

    /// Value of a varint or fixed64; 0 if there is none.
    public long whole(int field) {
      for (WireField each : fields) {
        if (each.number() == field) {
          return switch (each) {
            case Varint(_, var value, _) -> value;
            case Fixed64(_, var value, _) -> value;
            case Fixed32(_, var value) -> value;
            case Leaf _, Message _ -> 0;
          };
        }
      }
      return 0;
    }
  }
}
