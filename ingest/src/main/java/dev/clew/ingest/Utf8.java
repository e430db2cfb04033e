package dev.clew.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Checks on UTF-8 bytes: well formed as Unicode, table 3-7, has it, so without overlong forms,
/// surrogates and values over U+10FFFF.
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at + 8 <= end && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
      at += 8;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    while (at < end) {
      int size = sequence(bytes, at, end);
      if (size == 0) {
        return false;
      }
      at += size;
    }
    return true;
  }

  /// The text with U+FFFD in place of what is malformed.
  static byte[] repaired(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Greatest length up to `max` that splits no character; `max` is less than the text's length.
  static int floor(byte[] bytes, int offset, int max) {
    int cut = max;
    while (cut > 0 && cut > max - 4 && (bytes[offset + cut] & 0xC0) == 0x80) {
      cut--;
    }
    return (bytes[offset + cut] & 0xC0) == 0x80 ? max : cut;
  }

  /// Length of the character that begins here; 0 if it is malformed.
  private static int sequence(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xE0) {
      return first >= 0xC2 && isTail(bytes, at + 1, end) ? 2 : 0;
    }
    if (at + 1 >= end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (first < 0xF0) {
      int least = first == 0xE0 ? 0xA0 : 0x80;
      int most = first == 0xED ? 0x9F : 0xBF;
      return second >= least && second <= most && isTail(bytes, at + 2, end) ? 3 : 0;
    }
    int least = first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xF4 ? 0x8F : 0xBF;
    boolean isSound =
        first <= 0xF4
            && second >= least
            && second <= most
            && isTail(bytes, at + 2, end)
            && isTail(bytes, at + 3, end);
    return isSound ? 4 : 0;
  }

  private static boolean isTail(byte[] bytes, int at, int end) {
    return at < end && (bytes[at] & 0xC0) == 0x80;
  }
}
