package dev.clew.server.api.tempo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.TraceQl;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.QuestionException;
import java.util.List;

/// Names and values as both versions of the endpoints show them, in JSON and in protobuf.
///
/// A message of protobuf ends before it is larger than clients of gRPC take.
final class TagAnswers {
  private static final int MESSAGE_BYTES = 3 << 20;

  private TagAnswers() {}

  static ObjectNode json(TagNames names) {
    ObjectNode root = JsonAnswers.object();
    ArrayNode scopes = root.putArray("scopes");
    for (TagNames.Scoped scope : names.scopes()) {
      ArrayNode tags = scopes.addObject().put("name", scope.scope()).putArray("tags");
      scope.names().forEach(tags::add);
    }
    root.putObject("metrics");
    return root;
  }

  static ObjectNode json(TagValues values) {
    ObjectNode root = JsonAnswers.object();
    ArrayNode list = root.putArray("tagValues");
    for (TagValues.Typed value : values.values()) {
      list.addObject().put("type", value.type()).put("value", value.text());
    }
    root.putObject("metrics");
    return root;
  }

  /// What older endpoints answer: texts under one name.
  static ObjectNode flat(String name, List<String> texts) {
    ObjectNode root = JsonAnswers.object();
    ArrayNode list = root.putArray(name);
    texts.forEach(list::add);
    return root;
  }

  static List<String> texts(TagValues values) {
    return values.values().stream().map(TagValues.Typed::text).distinct().toList();
  }

  static byte[] protobuf(TagNames names) {
    ProtoWriter out = new ProtoWriter();
    for (TagNames.Scoped scope : names.scopes()) {
      int mark = out.begin(1);
      out.text(1, scope.scope());
      scope.names().stream()
          .takeWhile(_ -> out.length() < MESSAGE_BYTES)
          .forEach(name -> out.text(2, name));
      out.end(mark);
    }
    out.end(out.begin(2));
    return out.toByteArray();
  }

  static byte[] protobuf(TagValues values) {
    ProtoWriter out = new ProtoWriter();
    for (TagValues.Typed value : values.values()) {
      if (out.length() > MESSAGE_BYTES) {
        break;
      }
      int mark = out.begin(1);
      out.text(1, value.type());
      out.text(2, value.text());
      out.end(mark);
    }
    out.end(out.begin(2));
    return out.toByteArray();
  }

  static byte[] protobuf(List<String> texts) {
    ProtoWriter out = new ProtoWriter();
    texts.stream().takeWhile(_ -> out.length() < MESSAGE_BYTES).forEach(text -> out.text(1, text));
    out.end(out.begin(2));
    return out.toByteArray();
  }

  /// A field as newer endpoints name it.
  static SpanField field(String text) {
    SpanField field = TraceQl.field(text);
    if (field == null) {
      throw QuestionException.malformed(
          "the tag is not a TraceQL identifier such as name, .foo or resource.service.name");
    }
    return field;
  }

  /// A field as older endpoints name it: the bare key of an attribute, or an intrinsic.
  static SpanField bareField(String text) {
    if (text.isEmpty()) {
      throw QuestionException.malformed("a tag needs a name");
    }
    Intrinsic intrinsic = Intrinsic.of(text);
    return intrinsic == null ? new Attribute(Scope.ANY, text) : intrinsic;
  }
}
