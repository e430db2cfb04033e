package dev.clew.ingest;

import dev.clew.model.Strings;
import java.nio.charset.StandardCharsets;

/// Takes text into the dictionary of a batch: cut at a limit, between characters, and always
/// well-formed UTF-8.
public final class TextIntake {
  private final Strings strings;
  private final Tally tally;
  private final int maxKeyBytes;
  private final int maxValueBytes;
  private final TextMemo memo;

  TextIntake(Strings strings, Limits limits, Tally tally, int expectedRows) {
    this.strings = strings;
    this.memo = new TextMemo(strings, expectedRows * 8);
    this.tally = tally;
    this.maxKeyBytes = limits.maxKeyBytes();
    this.maxValueBytes = limits.maxValueBytes();
  }

  /// Id of the text in these bytes.
  public int text(byte[] source, int offset, int length) {
    return checked(source, offset, length, maxValueBytes);
  }

  public int text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text(utf8, 0, utf8.length);
  }

  /// Id of an attribute key.
  public int key(byte[] source, int offset, int length) {
    return checked(source, offset, length, maxKeyBytes);
  }

  public int key(String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    return key(utf8, 0, utf8.length);
  }

  /// Id of bytes that need not be text.
  public int bytes(byte[] source, int offset, int length) {
    if (length > maxValueBytes) {
      tally.cutTexts++;
      return strings.add(source, offset, maxValueBytes);
    }
    return strings.add(source, offset, length);
  }

  /// Whether a body of text is UTF-8; one that is not is counted as malformed.
  boolean isSoundBody(byte[] body, int offset, int length) {
    boolean isSound = Utf8.isValid(body, offset, length);
    if (!isSound) {
      tally.malformedTexts++;
    }
    return isSound;
  }

  /// Longest text that is kept.
  int maxBytes() {
    return Math.max(maxKeyBytes, maxValueBytes);
  }

  private int checked(byte[] source, int offset, int length, int max) {
    if (length == 0) {
      return Strings.EMPTY;
    }
    int found = memo.find(source, offset, length);
    return found >= 0 && length <= max ? found : added(found, source, offset, length, max);
  }

  private int added(int found, byte[] source, int offset, int length, int max) {
    if (length > max || !Utf8.isValid(source, offset, length)) {
      return repaired(source, offset, length, max);
    }
    int id = strings.add(source, offset, length);
    if (found < 0) {
      memo.remember(~found, id);
    }
    return id;
  }

  private int repaired(byte[] source, int offset, int length, int max) {
    int kept = length > max ? Utf8.floor(source, offset, max) : length;
    boolean isCut = kept < length;
    byte[] text = source;
    int start = offset;
    if (!Utf8.isValid(source, offset, kept)) {
      tally.malformedTexts++;
      text = Utf8.repaired(source, offset, kept);
      start = 0;
      kept = text.length;
      if (kept > max) {
        isCut = true;
        kept = Utf8.floor(text, 0, max);
      }
    }
    if (isCut) {
      tally.cutTexts++;
    }
    return strings.add(text, start, kept);
  }
}
