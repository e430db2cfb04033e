package dev.clew.ingest;

import dev.clew.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Writes the JSON text of an array or map, as [dev.clew.model.ValueType] defines it, into the
/// dictionary of a batch.
///
/// Open a container, give its elements (in a map each after its [#key]), close it, and [#finish].
/// What would make the text longer than the limit is left out, with all that follows; what lies
/// deeper than the limit becomes `null`. A `begin` that yields false took no container: its
/// contents are to be passed over and it is not to be closed.
public final class DocumentIntake {
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  /// By ASCII code: what follows the backslash; 0 for what stands for itself.
  private static final byte[] ESCAPES = escapes();

  private final Strings strings;
  private final Tally tally;
  private final int budget;
  private final int maxDepth;
  private final int[] entries;
  private final int[] firstKeys;
  private final boolean[] maps;
  private byte[] json = new byte[128];
  private int length;
  private int depth;
  private boolean isFull;
  private boolean isCut;
  private byte[] key = NULL;
  private int keyOffset;
  private int keyLength;

  DocumentIntake(Strings strings, Limits limits, Tally tally) {
    this.strings = strings;
    this.tally = tally;
    this.maxDepth = limits.maxDepth();
    this.budget = limits.maxValueBytes() - 2 * maxDepth;
    this.entries = new int[maxDepth + 1];
    this.firstKeys = new int[maxDepth + 1];
    this.maps = new boolean[maxDepth + 1];
  }

  public boolean beginArray() {
    return begin(false);
  }

  public boolean beginMap() {
    return begin(true);
  }

  public void end() {
    if (maps[depth]) {
      escapeOnlyKey();
      put('}');
    } else {
      put(']');
    }
    depth--;
  }

  /// Key of the element that comes next.
  public void key(byte[] source, int offset, int length) {
    key = source;
    keyOffset = offset;
    keyLength = length;
  }

  public void text(byte[] source, int offset, int size) {
    int mark = length;
    if (open(size)) {
      string(source, offset, size);
      close(mark);
    }
  }

  public void integer(long value) {
    literal(ascii(Long.toString(value)));
  }

  public void real(double value) {
    literal(
        ascii(Double.isFinite(value) ? Double.toString(value) : "{\"@double\":\"" + value + "\"}"));
  }

  public void bool(boolean value) {
    literal(ascii(Boolean.toString(value)));
  }

  public void bytes(byte[] source, int offset, int size) {
    int mark = length;
    if (open(size)) {
      byte[] slice = Arrays.copyOfRange(source, offset, offset + size);
      put(ascii("{\"@bytes\":\""));
      put(Base64.getEncoder().encode(slice));
      put(ascii("\"}"));
      close(mark);
    }
  }

  /// A value that was not set.
  public void empty() {
    literal(NULL);
  }

  /// Id of the text of the outermost container, which was closed.
  public int finish() {
    if (isCut) {
      tally.cutDocuments++;
    }
    int id = strings.add(json, 0, length);
    length = 0;
    depth = 0;
    entries[0] = 0;
    isFull = false;
    keyLength = 0;
    isCut = false;
    return id;
  }

  private boolean begin(boolean isMap) {
    if (depth == maxDepth) {
      isCut = true;
      empty();
      return false;
    }
    int mark = length;
    if (!open(0)) {
      return false;
    }
    put(isMap ? '{' : '[');
    if (!close(mark)) {
      return false;
    }
    depth++;
    maps[depth] = isMap;
    entries[depth] = 0;
    return true;
  }

  private void literal(byte[] text) {
    int mark = length;
    if (open(text.length)) {
      put(text);
      close(mark);
    }
  }

  /// Writes what stands before an element; false if there is no room for one of this size.
  private boolean open(int size) {
    if (isFull || (long) length + keyLength + size > budget) {
      isFull = true;
      isCut = true;
      return false;
    }
    if (entries[depth] > 0) {
      put(',');
    }
    if (maps[depth]) {
      if (entries[depth] == 0) {
        firstKeys[depth] = length;
      }
      string(key, keyOffset, keyLength);
      put(':');
      keyLength = 0;
    }
    return true;
  }

  /// Keeps the element that was written from `mark` on, or takes it back when it is too long.
  private boolean close(int mark) {
    if (length > budget) {
      length = mark;
      isFull = true;
      isCut = true;
      return false;
    }
    entries[depth]++;
    return true;
  }

  private void string(byte[] source, int offset, int size) {
    put('"');
    if (Utf8.isValid(source, offset, size)) {
      escaped(source, offset, size);
    } else {
      tally.malformedTexts++;
      byte[] repaired = Utf8.repaired(source, offset, size);
      escaped(repaired, 0, repaired.length);
    }
    put('"');
  }

  private void escaped(byte[] source, int offset, int size) {
    for (int at = offset; at < offset + size; at++) {
      byte each = source[at];
      int escape = each >= 0 && each < ESCAPES.length ? ESCAPES[each] : 0;
      if (escape == 0) {
        put(each);
      } else if (escape == 'u') {
        put(ascii("\\u00"));
        put(HEX[each >> 4]);
        put(HEX[each & 15]);
      } else {
        put('\\');
        put(escape);
      }
    }
  }

  /// Keeps a map whose only key is `@bytes` or `@double` apart from what these stand for.
  private void escapeOnlyKey() {
    if (entries[depth] == 1) {
      int at = firstKeys[depth] + 1;
      int name = at;
      while (json[name] == '@') {
        name++;
      }
      if (name > at && (isAt(name, "bytes\"") || isAt(name, "double\""))) {
        put('@');
        System.arraycopy(json, at, json, at + 1, length - at - 1);
      }
    }
  }

  private boolean isAt(int from, String text) {
    if (from + text.length() > length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (json[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void put(byte[] text) {
    for (byte each : text) {
      put(each);
    }
  }

  private void put(int value) {
    if (length == json.length) {
      json = Arrays.copyOf(json, length * 2);
    }
    json[length++] = (byte) value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
}
