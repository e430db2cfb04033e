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
  private static final byte[] NO_KEY = {};
  private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DOUBLE = "double".getBytes(StandardCharsets.US_ASCII);

  private final Strings strings;
  private final Tally tally;
  private final JsonText json;
  private final int budget;
  private final int maxDepth;
  private final int[] entries;
  private final boolean[] maps;
  private int depth;
  private boolean isFull;
  private boolean isCut;
  private byte[] key = NO_KEY;
  private int keyOffset;
  private int keyLength;

  DocumentIntake(Strings strings, Limits limits, Tally tally) {
    this.strings = strings;
    this.tally = tally;
    this.json = new JsonText(tally);
    this.maxDepth = limits.maxDepth();
    this.budget = limits.maxValueBytes() - 2 * maxDepth;
    this.entries = new int[maxDepth + 1];
    this.maps = new boolean[maxDepth + 1];
  }

  public boolean beginArray() {
    return begin(false);
  }

  public boolean beginMap() {
    return begin(true);
  }

  public void end() {
    json.append(maps[depth] ? '}' : ']');
    depth--;
  }

  /// Key of the element that comes next.
  public void key(byte[] source, int offset, int length) {
    key = source;
    keyOffset = offset;
    keyLength = length;
  }

  /// Where the next element of a map will begin, for [#lateKey].
  public int mark() {
    return json.length();
  }

  /// Gives the element that was written from `mark` on, with an empty key, its real one.
  public void lateKey(int mark, byte[] source, int offset, int length) {
    int end = json.length();
    if (end == mark || length == 0) {
      return;
    }
    if ((long) end + length > budget) {
      refuse(mark);
      entries[depth]--;
      return;
    }
    quote(source, offset, length, entries[depth] == 1);
    byte[] quoted = json.copy(end, json.length());
    json.cut(end);
    int at = mark + (entries[depth] > 1 ? 1 : 0);
    json.shift(at, quoted.length - 2);
    json.set(at, quoted);
    if (json.length() > budget) {
      refuse(mark);
      entries[depth]--;
    }
  }

  public void text(byte[] source, int offset, int size) {
    int mark = json.length();
    if (open(size)) {
      json.string(source, offset, size);
      close(mark);
    }
  }

  public void integer(long value) {
    int mark = json.length();
    if (open(1)) {
      json.integer(value);
      close(mark);
    }
  }

  public void real(double value) {
    int mark = json.length();
    if (open(1)) {
      json.real(value);
      close(mark);
    }
  }

  public void bool(boolean value) {
    literal(value ? "true" : "false");
  }

  /// A value that was not set.
  public void empty() {
    literal("null");
  }

  public void bytes(byte[] source, int offset, int size) {
    int mark = json.length();
    if (open(size)) {
      json.append("{\"@bytes\":\"");
      json.append(Base64.getEncoder().encode(Arrays.copyOfRange(source, offset, offset + size)));
      json.append("\"}");
      close(mark);
    }
  }

  /// Id of the text of the outermost container, which was closed.
  public int finish() {
    int id = json.addTo(strings);
    clear();
    return id;
  }

  /// Closes the outermost container and appends its text to another, unless it has no entries.
  ///
  /// @param before what to append in front
  void finish(JsonText target, String before) {
    boolean hasEntries = entries[depth] > 0;
    end();
    if (hasEntries) {
      target.append(before);
      target.append(json);
    }
    clear();
  }

  private void clear() {
    if (isCut) {
      tally.cutDocuments++;
    }
    json.cut(0);
    depth = 0;
    entries[0] = 0;
    isFull = false;
    isCut = false;
    keyLength = 0;
  }

  private boolean begin(boolean isMap) {
    if (depth == maxDepth) {
      isCut = true;
      empty();
      return false;
    }
    int mark = json.length();
    if (!open(0)) {
      return false;
    }
    json.append(isMap ? '{' : '[');
    if (!close(mark)) {
      return false;
    }
    depth++;
    maps[depth] = isMap;
    entries[depth] = 0;
    return true;
  }

  private void literal(String text) {
    int mark = json.length();
    if (open(text.length())) {
      json.append(text);
      close(mark);
    }
  }

  /// Writes what stands before an element; false if there is no room for one of this size.
  private boolean open(int size) {
    if (isFull || (long) json.length() + keyLength + size > budget) {
      refuse(json.length());
      return false;
    }
    if (entries[depth] > 0) {
      json.append(',');
    }
    if (maps[depth]) {
      quote(key, keyOffset, keyLength, entries[depth] == 0);
      json.append(':');
      keyLength = 0;
    }
    return true;
  }

  /// Keeps the element that was written from `mark` on, or takes it back when it is too long.
  private boolean close(int mark) {
    if (json.length() > budget) {
      refuse(mark);
      return false;
    }
    entries[depth]++;
    return true;
  }

  private void refuse(int mark) {
    json.cut(mark);
    keyLength = 0;
    isFull = true;
    isCut = true;
  }

  /// Writes a key; one that would make its map look like what only bytes and doubles are gets
  /// another `@`.
  private void quote(byte[] source, int offset, int length, boolean isFirst) {
    if (isFirst && isMark(source, offset, length)) {
      byte[] marked = new byte[length + 1];
      marked[0] = '@';
      System.arraycopy(source, offset, marked, 1, length);
      json.string(marked, 0, marked.length);
    } else {
      json.string(source, offset, length);
    }
  }

  private static boolean isMark(byte[] source, int offset, int length) {
    int end = offset + length;
    int name = offset;
    while (name < end && source[name] == '@') {
      name++;
    }
    return name > offset
        && (Arrays.equals(source, name, end, BYTES, 0, BYTES.length)
            || Arrays.equals(source, name, end, DOUBLE, 0, DOUBLE.length));
  }
}
