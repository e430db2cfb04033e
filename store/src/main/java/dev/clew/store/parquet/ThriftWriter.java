package dev.clew.store.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes structures in Thrift's compact protocol. Fields are given in ascending order of id.
final class ThriftWriter {
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I8 = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteSink sink;
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  ThriftWriter(ByteSink sink) {
    this.sink = sink;
  }

  void bool(int id, boolean value) {
    field(id, value ? TRUE : FALSE);
  }

  void int8(int id, int value) {
    field(id, I8);
    sink.putByte(value);
  }

  void int16(int id, int value) {
    field(id, I16);
    sink.putZigzag(value);
  }

  void int32(int id, int value) {
    field(id, I32);
    sink.putZigzag(value);
  }

  void int64(int id, long value) {
    field(id, I64);
    sink.putZigzag(value);
  }

  void text(int id, String value) {
    binary(id, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /// Writes all of a buffer.
  void binary(int id, ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    field(id, BINARY);
    element(bytes);
  }

  /// Begins a list of structures; each follows between [#begin] and [#end].
  void structs(int id, int size) {
    list(id, STRUCT, size);
  }

  void ints(int id, int... values) {
    list(id, I32, values.length);
    for (int value : values) {
      sink.putZigzag(value);
    }
  }

  void texts(int id, String value) {
    list(id, BINARY, 1);
    element(value.getBytes(StandardCharsets.UTF_8));
  }

  /// Begins a structure that is a field.
  void struct(int id) {
    field(id, STRUCT);
    begin();
  }

  void empty(int id) {
    struct(id);
    end();
  }

  void begin() {
    outer.push(last);
    last = 0;
  }

  void end() {
    sink.putByte(0);
    last = outer.pop();
  }

  private void element(byte[] value) {
    sink.putVarint(value.length);
    sink.putBytes(value, 0, value.length);
  }

  private void list(int id, int type, int size) {
    field(id, LIST);
    if (size < 15) {
      sink.putByte((size << 4) | type);
    } else {
      sink.putByte(0xF0 | type);
      sink.putVarint(size);
    }
  }

  private void field(int id, int type) {
    int delta = id - last;
    if (delta > 0 && delta < 16) {
      sink.putByte((delta << 4) | type);
    } else {
      sink.putByte(type);
      sink.putZigzag(id);
    }
    last = id;
  }
}
