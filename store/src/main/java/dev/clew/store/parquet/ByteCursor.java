package dev.clew.store.parquet;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A place in bytes that may be damaged: every step is checked against their end.
final class ByteCursor {
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /// Moves to other bytes: from `from` (in) to `to` (out).
  ByteCursor over(byte[] source, int from, int to) {
    bytes = source;
    at = from;
    end = to;
    return this;
  }

  int at() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  int readByte() throws IOException {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int readInt() throws IOException {
    need(Integer.BYTES);
    int value = (int) INTS.get(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  /// Unsigned LEB128 of at most 64 bits.
  long readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("damaged: a number of more than 64 bits");
  }

  /// Unsigned LEB128 that must be a length or a count within `most`.
  int readCount(int most) throws IOException {
    long value = readVarint();
    if (value < 0 || value > most) {
      throw new IOException("damaged: %d where at most %d can be".formatted(value, most));
    }
    return (int) value;
  }

  long readZigzag() throws IOException {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  void skip(int length) throws IOException {
    need(length);
    at += length;
  }

  /// Fails unless so many bytes are left.
  void need(int length) throws IOException {
    if (length < 0 || length > end - at) {
      throw new IOException("damaged: %d bytes wanted, %d left".formatted(length, end - at));
    }
  }
}
