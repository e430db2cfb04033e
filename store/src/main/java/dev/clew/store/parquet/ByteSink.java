package dev.clew.store.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Growing buffer of bytes, little-endian.
final class ByteSink {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 12];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  ByteSink clear() {
    size = 0;
    return this;
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    room(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /// Overwrites what stands at a position.
  void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  void putLong(long value) {
    room(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  void putBytes(byte[] source, int start, int length) {
    room(length);
    System.arraycopy(source, start, bytes, size, length);
    size += length;
  }

  /// Unsigned LEB128.
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      putByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /// Packs so many values of `width` bits each, the lowest bits first.
  void putPacked(long[] values, int from, int count, int width) {
    room((int) (((long) count * width + 7) >>> 3) + Long.BYTES);
    long pending = 0;
    int held = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      pending |= value << held;
      if (held + width >= Long.SIZE) {
        LONGS.set(bytes, size, pending);
        size += Long.BYTES;
        int taken = Long.SIZE - held;
        pending = taken == Long.SIZE ? 0 : value >>> taken;
        held += width - Long.SIZE;
      } else {
        held += width;
      }
    }
    while (held > 0) {
      bytes[size++] = (byte) pending;
      pending >>>= 8;
      held -= 8;
    }
  }

  /// Makes room for so many bytes more.
  void room(int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
    }
  }

  /// Takes note of bytes that were written behind the end.
  void advance(int length) {
    size += length;
  }
}
