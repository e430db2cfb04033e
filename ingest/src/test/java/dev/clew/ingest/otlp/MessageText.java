package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// What a batch should say of the parts that all signals share, told from generated messages alone,
/// in the words of [BatchText].
final class MessageText {
  private MessageText() {}

  static String resource(Resource resource, String schemaUrl) {
    return "resource "
        + serviceName(resource)
        + " "
        + attributes(resource.getAttributesList(), resource.getDroppedAttributesCount())
        + schemaUrl;
  }

  static String scope(InstrumentationScope scope, String schemaUrl) {
    return "scope "
        + scope.getName()
        + " "
        + scope.getVersion()
        + " "
        + attributes(scope.getAttributesList(), scope.getDroppedAttributesCount())
        + schemaUrl;
  }

  static String attributes(List<KeyValue> attributes, int droppedBySender) {
    long keyless = attributes.stream().filter(entry -> entry.getKey().isEmpty()).count();
    return attributes.stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
            .toList()
        + "-"
        + count(droppedBySender, keyless)
        + " ";
  }

  static int count(int unsigned, long more) {
    return (int) Math.min(Integer.MAX_VALUE, Integer.toUnsignedLong(unsigned) + more);
  }

  static String value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> "STRING " + value.getStringValue();
      case BOOL_VALUE -> "BOOL " + (value.getBoolValue() ? 1 : 0);
      case INT_VALUE -> "INT " + value.getIntValue();
      case DOUBLE_VALUE -> "DOUBLE " + Double.doubleToRawLongBits(value.getDoubleValue());
      case ARRAY_VALUE -> "ARRAY " + document(value);
      case KVLIST_VALUE -> "MAP " + document(value);
      case BYTES_VALUE -> "BYTES " + HexFormat.of().formatHex(value.getBytesValue().toByteArray());
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "EMPTY 0";
    };
  }

  static String document(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> quoted(value.getStringValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> real(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(MessageText::document)
              .collect(Collectors.joining(",", "[", "]"));
      case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
      case BYTES_VALUE ->
          "{\"@bytes\":\""
              + Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray())
              + "\"}";
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "null";
    };
  }

  static String map(List<KeyValue> entries) {
    StringBuilder out = new StringBuilder("{");
    for (KeyValue entry : entries) {
      boolean isFirst = out.length() == 1;
      boolean isMark = isFirst && entry.getKey().matches("@+(bytes|double)");
      out.append(isFirst ? "" : ",")
          .append(quoted((isMark ? "@" : "") + entry.getKey()))
          .append(':')
          .append(document(entry.getValue()));
    }
    return out.append('}').toString();
  }

  static String real(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "{\"@double\":\"" + value + "\"}";
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
          } else if ("\b\f\n\r\t".indexOf(c) >= 0) {
            out.append('\\').append("bfnrt".charAt("\b\f\n\r\t".indexOf(c)));
          } else if (c < ' ') {
            out.append("\\u%04x".formatted(c));
          } else {
            out.append((char) c);
          }
        });
    return out.append('"').toString();
  }

  static boolean isId(ByteString id, int length) {
    return id.size() == length && !isZero(id);
  }

  static boolean isZero(ByteString id) {
    for (byte each : id) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static String serviceName(Resource resource) {
    String name = "";
    for (KeyValue entry : resource.getAttributesList()) {
      if (entry.getKey().equals("service.name")
          && entry.getValue().getValueCase() == AnyValue.ValueCase.STRING_VALUE) {
        name = entry.getValue().getStringValue();
      }
    }
    return name;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
