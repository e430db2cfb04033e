package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Leaf;
import dev.clew.bench.wire.WireField.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// JSON that is put together piece by piece, with slots whose offsets the collector hears of.
final class JsonText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SlotCollector collector;

  JsonText(SlotCollector collector) {
    this.collector = collector;
  }

  JsonText raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  JsonText string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(character -> escape(quoted, (char) character));
    return raw(quoted.append('"').toString());
  }

  /// A slot of this width, filled with `filler` until it is patched.
  JsonText slot(Slot slot, String filler, WireField field) {
    collector.slot(slot, out.size(), filler.length(), field);
    return raw(filler);
  }

  /// A quoted id, as a slot if it is one.
  JsonText id(Message message, int number) {
    raw("\"");
    for (WireField field : message.fields()) {
      if (field instanceof Leaf leaf && leaf.number() == number) {
        String hex = HexFormat.of().formatHex(leaf.bytes());
        if (leaf.slot() == Slot.NONE) {
          raw(hex);
        } else {
          slot(leaf.slot(), hex, leaf);
        }
      }
    }
    return raw("\"");
  }

  /// Attributes as an object of strings.
  JsonText attributes(List<Message> attributes) {
    raw("{");
    entries(attributes);
    return raw("}");
  }

  /// The inside of such an object; returns what separates a further entry from it.
  String entries(List<Message> attributes) {
    String separator = "";
    for (Message attribute : attributes) {
      raw(separator).leafOrText(keyLeaf(attribute), attribute.text(1)).raw(":");
      leafOrText(Otlp.slotLeaf(attribute), Otlp.text(attribute));
      separator = ",";
    }
    return separator;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /// A quoted text that is a slot if there is a leaf for it.
  JsonText leafOrText(List<Leaf> slots, String text) {
    if (slots.isEmpty()) {
      return string(text);
    }
    return raw("\"").slot(slots.getFirst().slot(), text, slots.getFirst()).raw("\"");
  }

  private static List<Leaf> keyLeaf(Message attribute) {
    return attribute.fields().getFirst() instanceof Leaf leaf && leaf.slot() != Slot.NONE
        ? List.of(leaf)
        : List.of();
  }

  private static void escape(StringBuilder quoted, char character) {
    if (character == '"' || character == '\\') {
      quoted.append('\\').append(character);
    } else if (character < ' ') {
      quoted.append("\\u%04x".formatted((int) character));
    } else {
      quoted.append(character);
    }
  }
}
