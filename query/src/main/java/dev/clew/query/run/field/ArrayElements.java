package dev.clew.query.run.field;

import dev.clew.model.Strings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads the elements of an array attribute from its JSON text, one after the other. What is
/// malformed ends the array.
final class ArrayElements {
  private static final byte[] NO_TEXT = {};

  private final byte[] json;
  private final int end;
  private final Position element = new Position();
  private int at;

  private ArrayElements(byte[] json, int start, int end) {
    this.json = json;
    this.end = end;
    this.at = start + 1;
  }

  /// Whether the test is true of some element of the array with this string id.
  static boolean any(Strings strings, int id, ValueTest test) {
    int start = strings.start(id);
    return new ArrayElements(strings.arena(), start, start + strings.length(id)).any(test);
  }

  private boolean any(ValueTest test) {
    while (at < end && json[at] != ']') {
      if (json[at] == ',' || json[at] <= ' ') {
        at++;
      } else if (test.holds(next(), element)) {
        return true;
      }
    }
    return false;
  }

  private Type next() {
    return switch (json[at]) {
      case '"' -> Texts.leave(string(), element);
      case '[', '{' -> nested();
      default -> word();
    };
  }

  /// A number, `true`, `false` or `null`.
  private Type word() {
    int start = at;
    while (at < end && json[at] != ',' && json[at] != ']' && json[at] > ' ') {
      at++;
    }
    String word = new String(json, start, at - start, StandardCharsets.US_ASCII);
    return switch (word) {
      case "true", "false" -> {
        element.bits = word.equals("true") ? 1 : 0;
        yield Type.BOOLEAN;
      }
      case "null" -> Type.NIL;
      default -> number(word);
    };
  }

  private Type number(String word) {
    try {
      if (word.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
        element.bits = Long.parseLong(word);
        return Type.INTEGER;
      }
      element.bits = Double.doubleToRawLongBits(Double.parseDouble(word));
      return Type.REAL;
    } catch (NumberFormatException _) {
      at = end;
      return Type.NIL;
    }
  }

  private Type nested() {
    int depth = 0;
    do {
      byte each = json[at];
      if (each == '"') {
        string();
        continue;
      }
      switch (each) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        default -> {}
      }
      at++;
    } while (depth > 0 && at < end);
    return Type.MAP;
  }

  /// The text whose opening quote is next.
  private byte[] string() {
    int start = ++at;
    boolean isPlain = true;
    while (at < end && json[at] != '"') {
      isPlain &= json[at] != '\\';
      at += json[at] == '\\' ? 2 : 1;
    }
    int stop = Math.min(at, end);
    at = stop + 1;
    return isPlain ? copy(start, stop) : unescaped(start, stop);
  }

  private byte[] copy(int start, int stop) {
    if (start == stop) {
      return NO_TEXT;
    }
    byte[] text = new byte[stop - start];
    System.arraycopy(json, start, text, 0, text.length);
    return text;
  }

  private byte[] unescaped(int start, int stop) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(stop - start);
    StringBuilder units = new StringBuilder();
    int from = start;
    while (from < stop) {
      boolean isEscape = json[from] == '\\' && from + 1 < stop;
      if (isEscape && json[from + 1] == 'u' && from + 6 <= stop) {
        units.append((char) hex(from + 2));
        from += 6;
        continue;
      }
      flush(units, text);
      text.write(isEscape ? unescaped(json[from + 1]) : json[from]);
      from += isEscape ? 2 : 1;
    }
    flush(units, text);
    return text.toByteArray();
  }

  /// Writes UTF-16 units that were escaped; pairs of them make one character.
  private static void flush(StringBuilder units, ByteArrayOutputStream text) {
    text.writeBytes(units.toString().getBytes(StandardCharsets.UTF_8));
    units.setLength(0);
  }

  private int hex(int from) {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      unit = (unit << 4) | Math.max(0, Character.digit(json[i], 16));
    }
    return unit;
  }

  private static int unescaped(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
