package dev.clew.ingest;

import dev.clew.model.Strings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Remembers where a dictionary has the texts that came last, so that one that comes again, as most
/// do, is neither hashed nor checked again: its first and last bytes choose a slot, and a
/// comparison decides.
///
/// A sender who makes texts meet in a slot makes the memo miss, no more.
final class TextMemo {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private final Strings strings;
  private final int[] ids;
  private final int shift;

  /// @param expected texts to remember
  TextMemo(Strings strings, int expected) {
    int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(expected), 5, 12);
    this.strings = strings;
    this.ids = new int[1 << bits];
    this.shift = 64 - bits;
  }

  /// Id of a text that is not empty; if it is not remembered, the complement of the slot to
  /// [#remember] it in.
  int find(byte[] source, int offset, int length) {
    return length < 8 ? findShort(source, offset, length) : findLong(source, offset, length);
  }

  void remember(int slot, int id) {
    ids[slot] = id;
  }

  private int findShort(byte[] source, int offset, int length) {
    long text = word(source, offset, length);
    int slot = (int) (((text ^ length) * PRIME) >>> shift);
    int id = ids[slot];
    return strings.length(id) == length && word(strings.arena(), strings.start(id), length) == text
        ? id
        : ~slot;
  }

  private int findLong(byte[] source, int offset, int length) {
    int tail = length - 8;
    long first = (long) LONGS.get(source, offset);
    long last = (long) LONGS.get(source, offset + tail);
    int slot = (int) (((first ^ Long.rotateLeft(last, 23) ^ length) * PRIME) >>> shift);
    int id = ids[slot];
    int start = strings.start(id);
    byte[] arena = strings.arena();
    if (strings.length(id) != length
        || (long) LONGS.get(arena, start) != first
        || (long) LONGS.get(arena, start + tail) != last) {
      return ~slot;
    }
    for (int at = 8; at < tail; at += 8) {
      if ((long) LONGS.get(arena, start + at) != (long) LONGS.get(source, offset + at)) {
        return ~slot;
      }
    }
    return id;
  }

  /// One to seven bytes as a number.
  private static long word(byte[] source, int offset, int length) {
    if (offset + 8 <= source.length) {
      return (long) LONGS.get(source, offset) & (-1L >>> (64 - 8 * length));
    }
    long word = 0;
    for (int at = length - 1; at >= 0; at--) {
      word = (word << 8) | (source[offset + at] & 0xFF);
    }
    return word;
  }
}
