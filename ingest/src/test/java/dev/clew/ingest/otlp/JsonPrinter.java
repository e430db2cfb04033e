package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Writes a message as OTLP JSON in one of the many ways that senders do: fields in any order, some
/// unknown, some null, 64-bit integers as numbers or strings, enums as numbers or names, ids in
/// either case, any characters of strings escaped.
final class JsonPrinter {
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");
  private static final String[] UNKNOWN = {
    "\"unknown\":1",
    "\"x\":{\"stringValue\":[{\"deep\":[null,true]}]}",
    "\"trace_id\":\"00\"",
    "\"Name\":\"upper\"",
    "\"\":[]"
  };

  private final RandomGenerator random;

  JsonPrinter(RandomGenerator random) {
    this.random = random;
  }

  String printed(Message message) {
    List<String> fields = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean isSet =
          field.isRepeated()
              ? message.getRepeatedFieldCount(field) > 0
              : field.hasPresence() ? message.hasField(field) : random.nextInt(4) > 0;
      boolean isDefault = !field.isRepeated() && !field.hasPresence();
      if (isSet || (isDefault && !message.getField(field).equals(field.getDefaultValue()))) {
        fields.add(quoted(field.getJsonName()) + space() + ":" + space() + value(message, field));
      } else if (random.nextInt(6) == 0) {
        fields.add(quoted(field.getJsonName()) + ":null");
      }
    }
    if (random.nextInt(6) == 0) {
      fields.add(UNKNOWN[random.nextInt(UNKNOWN.length)]);
    }
    Collections.shuffle(fields, Random.from(random));
    return "{" + space() + String.join("," + space(), fields) + space() + "}";
  }

  private String value(Message message, FieldDescriptor field) {
    if (!field.isRepeated()) {
      return single(field, message.getField(field));
    }
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      elements.add(single(field, message.getRepeatedField(field, i)));
    }
    return "[" + space() + String.join(space() + ",", elements) + "]";
  }

  private String single(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case MESSAGE -> printed((Message) value);
      case STRING -> quoted((String) value);
      case BYTES -> bytes(field, (ByteString) value);
      case BOOL -> value.toString();
      case ENUM -> enumeration((EnumValueDescriptor) value);
      case DOUBLE -> real((Double) value);
      case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
      case UINT64, FIXED64 -> integer(Long.toUnsignedString((Long) value));
      case INT64, SFIXED64 -> integer(value.toString());
      case INT32, SINT32 -> value.toString();
      default -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private String bytes(FieldDescriptor field, ByteString value) {
    if (IDS.contains(field.getJsonName())) {
      HexFormat hex = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
      return '"' + hex.formatHex(value.toByteArray()) + '"';
    }
    Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
    return '"'
        + (random.nextBoolean() ? encoder : encoder.withoutPadding())
            .encodeToString(value.toByteArray())
        + '"';
  }

  private String enumeration(EnumValueDescriptor value) {
    boolean isKnown = value.getType().findValueByNumber(value.getNumber()) != null;
    return isKnown && random.nextInt(4) == 0
        ? '"' + value.getName() + '"'
        : Integer.toString(value.getNumber());
  }

  private String real(double value) {
    boolean isQuoted = !Double.isFinite(value) || random.nextInt(8) == 0;
    String text =
        Math.rint(value) == value && Math.abs(value) < 1e6 && random.nextBoolean() && value != 0
            ? Long.toString((long) value)
            : Double.toString(value);
    return isQuoted ? '"' + text + '"' : text;
  }

  private String integer(String digits) {
    return random.nextBoolean() ? '"' + digits + '"' : digits;
  }

  private String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(each -> {
          if (each.equals("\"") || each.equals("\\")) {
            out.append('\\').append(each);
          } else if (each.charAt(0) < ' ' || random.nextInt(20) == 0) {
            each.chars().forEach(c -> out.append("\\u%04x".formatted(c)));
          } else {
            out.append(each);
          }
        });
    return out.append('"').toString();
  }

  private String space() {
    return random.nextInt(5) == 0 ? "\n  " : "";
  }
}
