package dev.clew.ingest.otlp;

import dev.clew.ingest.MalformedException;
import dev.clew.ingest.TextIntake;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Walks protobuf wire format in a byte array.
///
/// A loop over [#hasMore] and [#tag] visits the fields of a message; each must be read or skipped.
/// [#enter] narrows the walk to a nested message, [#leave] returns from it. Bytes that are no
/// message raise [MalformedException]; groups, which OTLP never had, are among them.
final class ProtoReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int origin;
  private int position;
  private int limit;

  ProtoReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.origin = offset;
    this.position = offset;
    this.limit = offset + length;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  boolean hasMore() {
    return position < limit;
  }

  /// Bytes left of the message.
  int remaining() {
    return limit - position;
  }

  /// Tag of the next field: its number times eight plus the wire type. Only if [#hasMore].
  int tag() {
    int first = bytes[position];
    if (first > 7) {
      position++;
      return first;
    }
    return longTag();
  }

  /// Passes a tag of one byte if it comes next.
  boolean take(int tag) {
    if (position < limit && bytes[position] == tag) {
      position++;
      return true;
    }
    return false;
  }

  long varint() {
    if (position < limit) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return first;
      }
    }
    return longVarint();
  }

  /// A number of type sint32.
  int zigzag() {
    int value = (int) varint();
    return (value >>> 1) ^ -(value & 1);
  }

  long fixed64() {
    int at = advance(8);
    return (long) LONGS.get(bytes, at);
  }

  int fixed32() {
    int at = advance(4);
    return (int) INTS.get(bytes, at);
  }

  double real() {
    return Double.longBitsToDouble(fixed64());
  }

  /// Length of the field that follows, which lies within the message.
  int length() {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw malformed("length %s exceeds the %d bytes left", Long.toUnsignedString(length));
    }
    return (int) length;
  }

  /// Passes so many bytes; yields where they begin.
  int advance(int count) {
    int at = position;
    if (count > limit - at) {
      throw malformed("%s bytes needed, %d left", Integer.toString(count));
    }
    position = at + count;
    return at;
  }

  /// Goes back to an earlier position within the message.
  void back(int earlier) {
    position = earlier;
  }

  /// Reads text into the dictionary; yields its id.
  int text(TextIntake texts) {
    int length = length();
    int at = position;
    position = at + length;
    return texts.text(bytes, at, length);
  }

  /// Enters the nested message that follows; yields what to [#leave] with.
  int enter() {
    int outer = limit;
    int length = length();
    limit = position + length;
    return outer;
  }

  /// Goes to the end of the nested message and back to the one around it.
  void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /// Passes a field by its wire type.
  void skip(int tag) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw malformed("wire type %s, %d bytes left", Integer.toString(tag & 7));
    }
  }

  private int longTag() {
    int tag = (int) varint();
    if (tag >>> 3 == 0) {
      throw malformed("field number %s, %d bytes left", "0");
    }
    return tag;
  }

  private long longVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= limit) {
        throw malformed("%s ends early, %d bytes left", "integer");
      }
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("%s is longer than 10 bytes, %d bytes left", "integer");
  }

  private MalformedException malformed(String problem, String detail) {
    return new MalformedException(position - origin, problem.formatted(detail, limit - position));
  }
}
