package dev.clew.ingest.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes protobuf wire format into a growing byte array.
///
/// A nested message stands between [#begin] and [#end]. What is given is written, even if it is the
/// default of proto3: leaving defaults out is up to the caller.
public final class ProtoWriter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int length;

  public ProtoWriter() {
    this(256);
  }

  /// @param expectedBytes bytes to make room for
  public ProtoWriter(int expectedBytes) {
    bytes = new byte[Math.max(16, expectedBytes)];
  }

  /// Bytes written so far.
  public int length() {
    return length;
  }

  /// The array that holds what was written; valid until something more is.
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Forgets what was written.
  public void clear() {
    length = 0;
  }

  /// A field of type int32, int64, uint32, uint64 or enum.
  public void varint(int field, long value) {
    makeRoom(15);
    put(field << 3 | ProtoReader.VARINT);
    put(value);
  }

  /// A field of type sint32 or sint64.
  public void zigzag(int field, long value) {
    varint(field, (value << 1) ^ (value >> 63));
  }

  public void bool(int field, boolean value) {
    varint(field, value ? 1 : 0);
  }

  /// A field of type fixed64 or sfixed64.
  public void fixed64(int field, long value) {
    makeRoom(13);
    put(field << 3 | ProtoReader.FIXED64);
    LONGS.set(bytes, length, value);
    length += 8;
  }

  /// A field of type double.
  public void real(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  /// A field of type fixed32 or sfixed32.
  public void fixed32(int field, int value) {
    makeRoom(9);
    put(field << 3 | ProtoReader.FIXED32);
    INTS.set(bytes, length, value);
    length += 4;
  }

  public void text(int field, String text) {
    bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(int field, byte[] source) {
    bytes(field, source, 0, source.length);
  }

  /// A field of type bytes or string, or a nested message that is already encoded.
  public void bytes(int field, byte[] source, int offset, int size) {
    makeRoom(10 + size);
    put(field << 3 | ProtoReader.BYTES);
    put(size);
    System.arraycopy(source, offset, bytes, length, size);
    length += size;
  }

  /// A field of type bytes that holds these longs, big-endian, as ids are written.
  public void id(int field, long high, long low) {
    makeRoom(26);
    put(field << 3 | ProtoReader.BYTES);
    put(16);
    LONGS.set(bytes, length, Long.reverseBytes(high));
    LONGS.set(bytes, length + 8, Long.reverseBytes(low));
    length += 16;
  }

  /// A field of type bytes that holds this long, big-endian, as ids are written.
  public void id(int field, long value) {
    makeRoom(18);
    put(field << 3 | ProtoReader.BYTES);
    put(8);
    LONGS.set(bytes, length, Long.reverseBytes(value));
    length += 8;
  }

  /// Begins a nested message, or a packed list of which the elements follow; yields what to [#end]
  /// it with.
  public int begin(int field) {
    makeRoom(6);
    put(field << 3 | ProtoReader.BYTES);
    length++;
    return length;
  }

  /// Ends the nested message that was begun last. Its length is known only now, so that a longer
  /// message moves to make room for it.
  public void end(int mark) {
    int size = length - mark;
    int extra = varintSize(size) - 1;
    if (extra > 0) {
      makeRoom(extra);
      System.arraycopy(bytes, mark, bytes, mark + extra, size);
    }
    length = mark - 1;
    put(size);
    length += size;
  }

  /// An element of a packed list of varints.
  public void element(long value) {
    makeRoom(10);
    put(value);
  }

  /// An element of a packed list of fixed 64-bit integers or doubles.
  public void fixedElement(long bits) {
    makeRoom(8);
    LONGS.set(bytes, length, bits);
    length += 8;
  }

  private void put(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private static int varintSize(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void makeRoom(int size) {
    if (size > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
    }
  }
}
