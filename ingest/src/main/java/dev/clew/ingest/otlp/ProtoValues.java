package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.FIXED64;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.AttributeIntake;
import dev.clew.ingest.DocumentIntake;
import dev.clew.ingest.TextIntake;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Reads `KeyValue` and `AnyValue` messages.
///
/// `AnyValue` is a `oneof`: the last field that was sent counts, except that arrays and maps sent
/// in pieces are joined. So a value is first scanned for what counts, then taken.
final class ProtoValues {
  private static final int KEY = 1 << 3 | BYTES;
  private static final int VALUE = 2 << 3 | BYTES;

  private static final int STRING = 1 << 3 | BYTES;
  private static final int BOOL = 2 << 3 | VARINT;
  private static final int INT = 3 << 3 | VARINT;
  private static final int DOUBLE = 4 << 3 | FIXED64;
  private static final int ARRAY = 5 << 3 | BYTES;
  private static final int MAP = 6 << 3 | BYTES;
  private static final int RAW = 7 << 3 | BYTES;
  private static final int STRING_INDEX = 8 << 3 | VARINT;

  private static final int ELEMENT = 1 << 3 | BYTES;

  private final TextIntake texts;
  private final DocumentIntake documents;
  private final Pieces pieces = new Pieces();

  private int kind;
  private long number;
  private int start;
  private int length;

  private ValueType type = ValueType.EMPTY;
  private long value;

  ProtoValues(TextIntake texts, DocumentIntake documents) {
    this.texts = texts;
    this.documents = documents;
  }

  /// Type of the value that was read last.
  ValueType type() {
    return type;
  }

  /// The value that was read last, as [ValueType] says.
  long value() {
    return value;
  }

  /// Reads the `KeyValue` field that follows into the attributes of an owner.
  void attribute(ProtoReader in, AttributeIntake target) {
    if (!plainAttribute(in, target)) {
      anyAttribute(in, target);
    }
  }

  /// Reads an attribute as nearly all are: key and value in this order, the value a short text or a
  /// number, no length over 127. False, with nothing read, if it is another.
  private boolean plainAttribute(ProtoReader in, AttributeIntake target) {
    byte[] bytes = in.bytes();
    int at = in.position();
    if (in.remaining() < 6) {
      return false;
    }
    int end = at + 1 + bytes[at];
    int keyLength = bytes[at + 2];
    int valueAt = at + 3 + keyLength;
    if (end - at > in.remaining()
        || bytes[at + 1] != KEY
        || keyLength < 0
        || valueAt + 4 > end
        || bytes[valueAt] != VALUE
        || valueAt + 2 + bytes[valueAt + 1] != end
        || target.isFull()) {
      return false;
    }
    int size = bytes[valueAt + 3];
    switch (bytes[valueAt + 2]) {
      case STRING -> {
        if (size < 0 || valueAt + 4 + size != end) {
          return false;
        }
        int key = texts.key(bytes, at + 3, keyLength);
        target.add(key, ValueType.STRING, texts.text(bytes, valueAt + 4, size));
      }
      case INT -> {
        long integer = 0;
        for (int each = end - 1; each > valueAt + 2; each--) {
          if (bytes[each] < 0 != each < end - 1) {
            return false;
          }
          integer = (integer << 7) | (bytes[each] & 0x7F);
        }
        target.add(texts.key(bytes, at + 3, keyLength), ValueType.INT, integer);
      }
      default -> {
        return false;
      }
    }
    in.back(end);
    return true;
  }

  private void anyAttribute(ProtoReader in, AttributeIntake target) {
    int outer = in.enter();
    if (target.isFull()) {
      target.drop();
    } else {
      int key = keyValue(in);
      target.add(key, type, value);
    }
    in.leave(outer);
  }

  /// Reads an `AnyValue` message, which ends where the walk does.
  void read(ProtoReader in) {
    pieces.clear();
    scan(in, pieces);
    switch (kind) {
      case STRING -> set(ValueType.STRING, texts.text(in.bytes(), start, length));
      case BOOL -> set(ValueType.BOOL, number == 0 ? 0 : 1);
      case INT -> set(ValueType.INT, number);
      case DOUBLE -> set(ValueType.DOUBLE, number);
      case RAW -> set(ValueType.BYTES, texts.bytes(in.bytes(), start, length));
      case ARRAY -> {
        array(pieces.reader());
        set(ValueType.ARRAY, documents.finish());
      }
      case MAP -> {
        map(pieces.reader());
        set(ValueType.MAP, documents.finish());
      }
      default -> set(ValueType.EMPTY, 0);
    }
  }

  /// Writes the `KeyValue` field that follows into the map that is open.
  void entry(ProtoReader in) {
    int outer = in.enter();
    mapEntry(in);
    in.leave(outer);
  }

  private void set(ValueType newType, long newValue) {
    type = newType;
    value = newValue;
  }

  /// Reads a `KeyValue` message; yields its key. The usual order of fields is tried first.
  private int keyValue(ProtoReader in) {
    int begin = in.position();
    if (in.take(KEY)) {
      int key = key(in);
      if (in.take(VALUE)) {
        int outer = in.enter();
        read(in);
        in.leave(outer);
        if (!in.hasMore()) {
          return key;
        }
      }
    }
    in.back(begin);
    return anyKeyValue(in);
  }

  private int anyKeyValue(ProtoReader in) {
    int key = Strings.EMPTY;
    pieces.clear();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case KEY -> key = key(in);
        case VALUE -> pieces.add(in);
        default -> in.skip(tag);
      }
    }
    read(pieces.reader());
    return key;
  }

  private int key(ProtoReader in) {
    int size = in.length();
    return texts.key(in.bytes(), in.advance(size), size);
  }

  /// Finds the field of an `AnyValue` that counts.
  private void scan(ProtoReader in, Pieces container) {
    kind = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case STRING, RAW -> {
          length = in.length();
          start = in.advance(length);
        }
        case BOOL, INT, STRING_INDEX -> number = in.varint();
        case DOUBLE -> number = in.fixed64();
        case ARRAY, MAP -> {
          if (kind != tag) {
            container.clear();
          }
          container.add(in);
        }
        default -> {
          in.skip(tag);
          continue;
        }
      }
      kind = tag;
    }
  }

  private void array(ProtoReader in) {
    if (documents.beginArray()) {
      while (in.hasMore()) {
        int tag = in.tag();
        if (tag == ELEMENT) {
          int outer = in.enter();
          nested(in);
          in.leave(outer);
        } else {
          in.skip(tag);
        }
      }
      documents.end();
    }
  }

  private void map(ProtoReader in) {
    if (documents.beginMap()) {
      while (in.hasMore()) {
        int tag = in.tag();
        if (tag == ELEMENT) {
          entry(in);
        } else {
          in.skip(tag);
        }
      }
      documents.end();
    }
  }

  private void mapEntry(ProtoReader in) {
    documents.key(in.bytes(), 0, 0);
    Pieces own = new Pieces();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case KEY -> {
          int size = in.length();
          documents.key(in.bytes(), in.advance(size), size);
        }
        case VALUE -> own.add(in);
        default -> in.skip(tag);
      }
    }
    nested(own.reader());
  }

  /// Writes an `AnyValue` message as an element of the open container.
  private void nested(ProtoReader in) {
    Pieces own = new Pieces();
    scan(in, own);
    switch (kind) {
      case STRING -> documents.text(in.bytes(), start, length);
      case BOOL -> documents.bool(number != 0);
      case INT -> documents.integer(number);
      case DOUBLE -> documents.real(Double.longBitsToDouble(number));
      case RAW -> documents.bytes(in.bytes(), start, length);
      case ARRAY -> array(own.reader());
      case MAP -> map(own.reader());
      default -> documents.empty();
    }
  }
}
