package dev.clew.store.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads structures in Thrift's compact protocol: field by field, skipping what is not known.
///
/// Begin a structure with [#begin], ask [#next] for one field after the other until it says
/// [#STOP], read each or [#skip] it, and close with [#end].
final class ThriftReader {
  static final int STOP = -1;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I8 = 3;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int STRUCT = 12;
  private static final int MAX_DEPTH = 16;

  private final ByteCursor cursor;
  private final int[] outer = new int[MAX_DEPTH];
  private int depth;
  private int last;
  private int type;

  ThriftReader(ByteCursor cursor) {
    this.cursor = cursor;
  }

  /// Forgets what was open, for another cursor position.
  void reset() {
    depth = 0;
    last = 0;
  }

  void begin() throws IOException {
    if (depth == MAX_DEPTH) {
      throw new IOException("damaged: structures within structures");
    }
    outer[depth++] = last;
    last = 0;
  }

  void end() {
    last = outer[--depth];
  }

  /// Id of the next field, or [#STOP].
  int next() throws IOException {
    int header = cursor.readByte();
    if (header == 0) {
      return STOP;
    }
    type = header & 0x0F;
    int delta = header >>> 4;
    last = delta == 0 ? (int) cursor.readZigzag() : last + delta;
    return last;
  }

  long number() throws IOException {
    if (type < I8 || type > I64) {
      throw unexpected();
    }
    return type == I8 ? (byte) cursor.readByte() : cursor.readZigzag();
  }

  /// A number that must lie in a range.
  int count(int most) throws IOException {
    long value = number();
    if (value < 0 || value > most) {
      throw new IOException("damaged: %d where at most %d can be".formatted(value, most));
    }
    return (int) value;
  }

  String text() throws IOException {
    return new String(binary(), StandardCharsets.UTF_8);
  }

  byte[] binary() throws IOException {
    if (type != BINARY) {
      throw unexpected();
    }
    int length = cursor.readCount(cursor.remaining());
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) cursor.readByte();
    }
    return bytes;
  }

  /// Size of a list of structures; each follows between [#begin] and [#end].
  int structs() throws IOException {
    if (type != LIST) {
      throw unexpected();
    }
    int header = cursor.readByte();
    if ((header & 0x0F) != STRUCT) {
      throw unexpected();
    }
    return size(header);
  }

  /// Begins the structure that is the field.
  void struct() throws IOException {
    if (type != STRUCT) {
      throw unexpected();
    }
    begin();
  }

  void skip() throws IOException {
    skip(type, 0);
  }

  private void skip(int what, int level) throws IOException {
    if (level > MAX_DEPTH) {
      throw new IOException("damaged: structures within structures");
    }
    switch (what) {
      case TRUE, FALSE -> {}
      case I8 -> cursor.skip(1);
      case 4, 5, I64 -> cursor.readVarint();
      case DOUBLE -> cursor.skip(Long.BYTES);
      case BINARY -> cursor.skip(cursor.readCount(cursor.remaining()));
      case LIST, SET -> skipList(level);
      case STRUCT -> skipStruct(level);
      default -> throw unexpected();
    }
  }

  private void skipList(int level) throws IOException {
    int header = cursor.readByte();
    int size = size(header);
    int element = header & 0x0F;
    for (int i = 0; i < size; i++) {
      if (element == TRUE || element == FALSE) {
        cursor.skip(1);
      } else {
        skip(element, level + 1);
      }
    }
  }

  private void skipStruct(int level) throws IOException {
    for (int header = cursor.readByte(); header != 0; header = cursor.readByte()) {
      if (header >>> 4 == 0) {
        cursor.readZigzag();
      }
      skip(header & 0x0F, level + 1);
    }
  }

  /// Every element takes a byte at least, so that no size is beyond what is left.
  private int size(int header) throws IOException {
    int size = header >>> 4;
    return size == 15 ? cursor.readCount(cursor.remaining()) : size;
  }

  private IOException unexpected() {
    return new IOException("damaged: a field of type %d".formatted(type));
  }
}
