package dev.clew.bench.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Writes a tree of fields and tells where its slots came to lie.
public final class WireWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final SlotSink sink;
  private int position;

  private WireWriter(byte[] bytes, SlotSink sink) {
    this.bytes = bytes;
    this.sink = sink;
  }

  /// The bytes of the message itself, without tag and length.
  public static byte[] write(WireField.Message message, SlotSink sink) {
    WireWriter writer = new WireWriter(new byte[contentSize(message)], sink);
    writer.content(message);
    return writer.bytes;
  }

  private void content(WireField.Message message) {
    sink.enter(message);
    for (WireField field : message.fields()) {
      write(field);
    }
  }

  private void write(WireField field) {
    switch (field) {
      case WireField.Varint(var number, var value, var slot) -> {
        varint((long) number << 3);
        tell(slot, sizeOfVarint(value), field);
        varint(value);
      }
      case WireField.Fixed64(var number, var value, var slot) -> {
        varint((long) number << 3 | 1);
        tell(slot, 8, field);
        LONG.set(bytes, position, value);
        position += 8;
      }
      case WireField.Fixed32(var number, var value) -> {
        varint((long) number << 3 | 5);
        INT.set(bytes, position, value);
        position += 4;
      }
      case WireField.Leaf leaf -> leaf(leaf);
      case WireField.Message message -> {
        varint((long) message.number() << 3 | 2);
        varint(contentSize(message));
        content(message);
      }
    }
  }

  private void leaf(WireField.Leaf leaf) {
    byte[] value = leaf.bytes();
    varint((long) leaf.number() << 3 | 2);
    varint(value.length);
    tell(leaf.slot(), value.length, leaf);
    System.arraycopy(value, 0, bytes, position, value.length);
    position += value.length;
  }

  private void tell(Slot slot, int width, WireField field) {
    if (slot != Slot.NONE) {
      sink.slot(slot, position, width, field);
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  private static int contentSize(WireField.Message message) {
    int size = 0;
    for (WireField field : message.fields()) {
      size += size(field);
    }
    return size;
  }

  private static int size(WireField field) {
    int tag = sizeOfVarint((long) field.number() << 3);
    return switch (field) {
      case WireField.Varint(_, var value, _) -> tag + sizeOfVarint(value);
      case WireField.Fixed64 _ -> tag + 8;
      case WireField.Fixed32 _ -> tag + 4;
      case WireField.Leaf(_, var octets, _) ->
          tag + sizeOfVarint(octets.length()) + octets.length();
      case WireField.Message message -> {
        int content = contentSize(message);
        yield tag + sizeOfVarint(content) + content;
      }
    };
  }

  private static int sizeOfVarint(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }
}
