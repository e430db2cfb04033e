package dev.clew.ingest.otlp;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Origins;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes what the rows of all signals consist of: texts, attributes, resources, scopes.
final class ProtoPartWriter {
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int BYTES = 7;

  private static final int RESOURCE_ATTRIBUTE = 1;
  private static final int RESOURCE_DROPPED = 2;

  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int SCOPE_ATTRIBUTE = 3;
  private static final int SCOPE_DROPPED = 4;

  private final ProtoWriter out;
  private final Batch batch;
  private final Strings strings;

  ProtoPartWriter(ProtoWriter out, Batch batch) {
    this.out = out;
    this.batch = batch;
    this.strings = batch.strings();
  }

  ProtoWriter out() {
    return out;
  }

  /// A text unless it is empty.
  void text(int field, int id) {
    if (strings.length(id) > 0) {
      out.bytes(field, strings.arena(), strings.start(id), strings.length(id));
    }
  }

  /// A number unless it is 0.
  void number(int field, long value) {
    if (value != 0) {
      out.varint(field, value);
    }
  }

  /// A fixed number unless it is 0.
  void fixed64(int field, long value) {
    if (value != 0) {
      out.fixed64(field, value);
    }
  }

  /// A fixed number unless it is 0.
  void fixed32(int field, int value) {
    if (value != 0) {
      out.fixed32(field, value);
    }
  }

  void attributes(int field, Attributes attributes, int owner) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      int mark = out.begin(field);
      text(KEY, attributes.key(entry));
      ValueType type = attributes.type(entry);
      if (type != ValueType.EMPTY) {
        value(VALUE, type, attributes.value(entry));
      }
      out.end(mark);
    }
  }

  void value(int field, ValueType type, long value) {
    int mark = out.begin(field);
    switch (type) {
      case EMPTY -> {}
      case STRING -> bytes(STRING, (int) value);
      case BOOL -> out.varint(BOOL, value);
      case INT -> out.varint(INT, value);
      case DOUBLE -> out.fixed64(DOUBLE, value);
      case BYTES -> bytes(BYTES, (int) value);
      case ARRAY, MAP -> document((int) value);
    }
    out.end(mark);
  }

  void resource(int field, int row) {
    Origins resources = batch.resources();
    int mark = out.begin(field);
    attributes(RESOURCE_ATTRIBUTE, resources.attributes(), row);
    number(RESOURCE_DROPPED, resources.droppedAttributes(row));
    out.end(mark);
  }

  void scope(int field, int row) {
    Origins scopes = batch.scopes();
    int mark = out.begin(field);
    text(SCOPE_NAME, scopes.name(row));
    text(SCOPE_VERSION, scopes.version(row));
    attributes(SCOPE_ATTRIBUTE, scopes.attributes(), row);
    number(SCOPE_DROPPED, scopes.droppedAttributes(row));
    out.end(mark);
  }

  private void document(int id) {
    try {
      DocumentReader.read(strings, id, ProtoDocument.value(out));
    } catch (IOException e) {
      throw new UncheckedIOException("not a document: " + strings.get(id), e);
    }
  }

  private void bytes(int field, int id) {
    out.bytes(field, strings.arena(), strings.start(id), strings.length(id));
  }
}
