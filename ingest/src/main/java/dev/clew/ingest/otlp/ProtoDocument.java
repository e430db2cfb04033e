package dev.clew.ingest.otlp;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes an array or map as the fields of a protobuf `AnyValue`, or a map as `KeyValue` fields.
final class ProtoDocument implements DocumentHandler {
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int MAP = 6;
  private static final int BYTES = 7;

  private static final int ELEMENT = 1;

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final ProtoWriter out;
  private final int entryField;
  private final Deque<Level> levels = new ArrayDeque<>();
  private String key = "";

  /// A container that is open: the mark of its list, which is -1 when its entries are fields of the
  /// message around it, and the marks of the messages that its current element stands in.
  private static final class Level {
    private final boolean isMap;
    private final int mark;
    private final int elementField;
    private int entryMark;
    private int valueMark;

    Level(boolean isMap, int mark, int elementField) {
      this.isMap = isMap;
      this.mark = mark;
      this.elementField = elementField;
    }
  }

  private ProtoDocument(ProtoWriter out, int entryField) {
    this.out = out;
    this.entryField = entryField;
  }

  /// Writes into the `AnyValue` that is begun.
  static ProtoDocument value(ProtoWriter out) {
    return new ProtoDocument(out, 0);
  }

  /// Writes the entries of the map that comes as repeated `KeyValue` fields.
  static ProtoDocument entries(ProtoWriter out, int field) {
    return new ProtoDocument(out, field);
  }

  @Override
  public void beginArray() {
    begin(false);
  }

  @Override
  public void beginMap() {
    begin(true);
  }

  @Override
  public void end() {
    Level ended = levels.pop();
    if (ended.mark >= 0) {
      out.end(ended.mark);
    }
    close();
  }

  @Override
  public void key(String next) {
    key = next;
  }

  @Override
  public void text(String value) {
    open();
    out.text(STRING, value);
    close();
  }

  @Override
  public void integer(long value) {
    open();
    out.varint(INT, value);
    close();
  }

  @Override
  public void real(double value) {
    open();
    out.real(DOUBLE, value);
    close();
  }

  @Override
  public void bool(boolean value) {
    open();
    out.bool(BOOL, value);
    close();
  }

  @Override
  public void bytes(byte[] value) {
    open();
    out.bytes(BYTES, value);
    close();
  }

  @Override
  public void empty() {
    open();
    close();
  }

  private void begin(boolean isMap) {
    open();
    boolean isRootOfEntries = levels.isEmpty() && entryField != 0;
    int mark = isRootOfEntries ? -1 : out.begin(isMap ? MAP : ARRAY);
    levels.push(new Level(isMap, mark, isRootOfEntries ? entryField : ELEMENT));
  }

  /// Begins the messages that an element of the innermost container stands in.
  private void open() {
    Level level = levels.peek();
    if (level != null && level.isMap) {
      level.entryMark = out.begin(level.elementField);
      out.text(KEY, key);
      level.valueMark = out.begin(VALUE);
    } else if (level != null) {
      level.valueMark = out.begin(level.elementField);
    }
  }

  private void close() {
    Level level = levels.peek();
    if (level != null) {
      out.end(level.valueMark);
      if (level.isMap) {
        out.end(level.entryMark);
      }
    }
  }
}
