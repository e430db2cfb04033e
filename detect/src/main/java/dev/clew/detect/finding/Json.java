package dev.clew.detect.finding;

import java.util.List;
import java.util.Map;

/// JSON out of maps, lists, texts and numbers. Everything that is no printable ASCII is escaped, so
/// that what an attacker wrote is harmless in a log line and in a page.
final class Json {
  private Json() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder(1_024);
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before);
          text(out, entry.getKey().toString());
          out.append(':');
          write(out, entry.getValue());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case List<?> list -> {
        char before = '[';
        for (Object element : list) {
          out.append(before);
          write(out, element);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      default -> text(out, value.toString());
    }
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
