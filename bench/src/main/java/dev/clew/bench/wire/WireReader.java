package dev.clew.bench.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a message into a tree of fields.
public final class WireReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;

  private WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The message in these bytes.
  ///
  /// @throws IllegalArgumentException if the bytes are no such message
  public static WireField.Message read(byte[] bytes, Schema schema) {
    try {
      return new WireReader(bytes).message(0, schema, bytes.length);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a whole message of type " + schema, e);
    }
  }

  private WireField.Message message(int number, Schema schema, int end) {
    List<WireField> fields = new ArrayList<>();
    while (position < end) {
      fields.add(field(schema, end));
    }
    return new WireField.Message(number, schema, fields);
  }

  private WireField field(Schema schema, int end) {
    int tag = (int) varint();
    int number = tag >>> 3;
    return switch (tag & 7) {
      case 0 -> new WireField.Varint(number, varint());
      case 1 -> fixed64(number, schema.slot(number, 8));
      case 2 -> delimited(number, schema, end);
      case 5 -> fixed32(number);
      default -> throw new IllegalArgumentException("wire type of tag " + tag);
    };
  }

  private WireField fixed64(int number, Slot slot) {
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return new WireField.Fixed64(number, value, slot);
  }

  private WireField fixed32(int number) {
    int value = (int) INT.get(bytes, position);
    position += 4;
    return new WireField.Fixed32(number, value);
  }

  private WireField delimited(int number, Schema schema, int end) {
    int length = (int) varint();
    if (length < 0 || length > end - position) {
      throw new IllegalArgumentException("length %d at %d".formatted(length, position));
    }
    Schema nested = schema.nested(number);
    if (nested != null) {
      return message(number, nested, position + length);
    }
    String octets = new String(bytes, position, length, StandardCharsets.ISO_8859_1);
    position += length;
    return new WireField.Leaf(number, octets, schema.slot(number, length));
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("endless varint at " + position);
  }
}
