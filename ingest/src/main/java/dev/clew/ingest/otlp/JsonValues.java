package dev.clew.ingest.otlp;

import dev.clew.ingest.AttributeIntake;
import dev.clew.ingest.DocumentIntake;
import dev.clew.ingest.JsonReader;
import dev.clew.ingest.TextIntake;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `KeyValue` and `AnyValue` objects. A value with two types is refused.
final class JsonValues {
  private static final byte[] NO_KEY = {};
  private static final Set<String> TYPES =
      Set.of(
          "stringValue",
          "boolValue",
          "intValue",
          "doubleValue",
          "arrayValue",
          "kvlistValue",
          "bytesValue");

  private final JsonReader in;
  private final TextIntake texts;
  private final DocumentIntake documents;
  private ValueType type = ValueType.EMPTY;
  private long value;

  JsonValues(JsonReader in, TextIntake texts, DocumentIntake documents) {
    this.in = in;
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

  /// Forgets the value that was read last.
  void clear() {
    set(ValueType.EMPTY, 0);
  }

  /// Reads a list of `KeyValue` into the attributes of an owner.
  void attributes(AttributeIntake target) throws IOException {
    in.enterArray();
    while (in.nextElement()) {
      if (target.isFull()) {
        target.drop();
        in.skip();
      } else {
        attribute(target);
      }
    }
  }

  /// Reads an `AnyValue`.
  void read() throws IOException {
    clear();
    boolean isSet = false;
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (TYPES.contains(name)) {
        requireFirst(isSet);
        isSet = true;
        root(name);
      } else {
        in.skip();
      }
    }
  }

  /// Writes a list of `KeyValue` as entries of the map that is open.
  void entries() throws IOException {
    in.enterArray();
    while (in.nextElement()) {
      entry();
    }
  }

  private void attribute(AttributeIntake target) throws IOException {
    int key = Strings.EMPTY;
    clear();
    in.enterObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "key" -> key = in.key();
        case "value" -> read();
        default -> in.skip();
      }
    }
    target.add(key, type, value);
  }

  private void root(String name) throws IOException {
    switch (name) {
      case "stringValue" -> set(ValueType.STRING, in.text());
      case "boolValue" -> set(ValueType.BOOL, in.bool() ? 1 : 0);
      case "intValue" -> set(ValueType.INT, in.int64());
      case "doubleValue" -> set(ValueType.DOUBLE, Double.doubleToRawLongBits(in.real()));
      case "bytesValue" -> {
        byte[] bytes = in.base64();
        set(ValueType.BYTES, texts.bytes(bytes, 0, bytes.length));
      }
      case "arrayValue" -> {
        container(false);
        set(ValueType.ARRAY, documents.finish());
      }
      default -> {
        container(true);
        set(ValueType.MAP, documents.finish());
      }
    }
  }

  private void set(ValueType newType, long newValue) {
    type = newType;
    value = newValue;
  }

  private void container(boolean isMap) throws IOException {
    boolean isOpen = isMap ? documents.beginMap() : documents.beginArray();
    in.enterObject();
    while (in.nextField()) {
      if (!isOpen || !in.name().equals("values")) {
        in.skip();
      } else if (isMap) {
        entries();
      } else {
        in.enterArray();
        while (in.nextElement()) {
          element();
        }
      }
    }
    if (isOpen) {
      documents.end();
    }
  }

  /// Writes a `KeyValue`, whose value may come before its key. Of several keys the first counts.
  private void entry() throws IOException {
    byte @Nullable [] key = null;
    boolean isWritten = false;
    int mark = documents.mark();
    documents.key(NO_KEY, 0, 0);
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (name.equals("key") && key == null) {
        key = in.utf8Copy();
        if (isWritten) {
          documents.lateKey(mark, key, 0, key.length);
        } else {
          documents.key(key, 0, key.length);
        }
      } else if (name.equals("value")) {
        requireFirst(isWritten);
        isWritten = true;
        element();
      } else {
        in.skip();
      }
    }
    if (!isWritten) {
      documents.empty();
    }
  }

  /// Writes an `AnyValue` as an element of the open container.
  private void element() throws IOException {
    boolean isSet = in.isNull();
    if (isSet) {
      documents.empty();
      return;
    }
    in.enterObject();
    while (in.nextField()) {
      String name = in.name();
      if (TYPES.contains(name)) {
        requireFirst(isSet);
        isSet = true;
        element(name);
      } else {
        in.skip();
      }
    }
    if (!isSet) {
      documents.empty();
    }
  }

  private void element(String name) throws IOException {
    switch (name) {
      case "stringValue" -> {
        int length = in.utf8();
        documents.text(in.scratch(), 0, length);
      }
      case "boolValue" -> documents.bool(in.bool());
      case "intValue" -> documents.integer(in.int64());
      case "doubleValue" -> documents.real(in.real());
      case "bytesValue" -> {
        byte[] bytes = in.base64();
        documents.bytes(bytes, 0, bytes.length);
      }
      case "arrayValue" -> container(false);
      default -> container(true);
    }
  }

  private void requireFirst(boolean isSet) {
    if (isSet) {
      throw in.malformed("a second value for the same");
    }
  }
}
