package dev.clew.ingest;

import dev.clew.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Growing JSON text in UTF-8.
final class JsonText {
  private static final byte[] HEX = ascii("0123456789abcdef");

  /// By ASCII code: what follows the backslash; 0 for what stands for itself.
  private static final byte[] ESCAPES = escapes();

  private final Tally tally;
  private byte[] bytes = new byte[128];
  private int length;

  JsonText(Tally tally) {
    this.tally = tally;
  }

  int length() {
    return length;
  }

  /// Takes back what was written from there on.
  void cut(int earlierLength) {
    length = earlierLength;
  }

  int addTo(Strings strings) {
    return strings.add(bytes, 0, length);
  }

  void append(JsonText other) {
    append(other.bytes, other.length);
  }

  void append(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
  }

  void append(byte[] text) {
    append(text, text.length);
  }

  void append(int character) {
    makeRoom(1);
    bytes[length++] = (byte) character;
  }

  /// An integer, in digits only.
  void integer(long value) {
    append(Long.toString(value));
  }

  /// A double, which always has a point; what is not finite stands in an object.
  void real(double value) {
    append(Double.isFinite(value) ? Double.toString(value) : "{\"@double\":\"" + value + "\"}");
  }

  void string(byte[] source, int offset, int size) {
    append('"');
    if (Utf8.isValid(source, offset, size)) {
      escaped(source, offset, size);
    } else {
      tally.malformedTexts++;
      byte[] repaired = Utf8.repaired(source, offset, size);
      escaped(repaired, 0, repaired.length);
    }
    append('"');
  }

  /// Moves what was written from `at` on, to leave room for so many bytes.
  void shift(int at, int size) {
    makeRoom(size);
    System.arraycopy(bytes, at, bytes, at + size, length - at);
    length += size;
  }

  /// Writes over what stands at `at`.
  void set(int at, byte[] text) {
    System.arraycopy(text, 0, bytes, at, text.length);
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private void escaped(byte[] source, int offset, int size) {
    makeRoom(size);
    for (int at = offset; at < offset + size; at++) {
      byte each = source[at];
      int escape = each >= 0 && each < ESCAPES.length ? ESCAPES[each] : 0;
      if (escape == 0) {
        append(each);
      } else if (escape == 'u') {
        append("\\u00");
        append(HEX[each >> 4]);
        append(HEX[each & 15]);
      } else {
        append('\\');
        append(escape);
      }
    }
  }

  private void append(byte[] source, int size) {
    makeRoom(size);
    System.arraycopy(source, 0, bytes, length, size);
    length += size;
  }

  private void makeRoom(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * length));
    }
  }

  private static byte[] escapes() {
    byte[] table = new byte['\\' + 1];
    Arrays.fill(table, 0, ' ', (byte) 'u');
    table['"'] = '"';
    table['\\'] = '\\';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
