package dev.clew.query.run.field;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.SpanField;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads the fields of the spans of one batch. Ids read as all their hexadecimal digits.
final class FieldOperands {
  private static final byte[] NO_ID = {};

  private final SpanBatch batch;

  FieldOperands(SpanBatch batch) {
    this.batch = batch;
  }

  Operand of(SpanField field) {
    return switch (field) {
      case Attribute attribute -> of(attribute);
      case Intrinsic intrinsic -> of(intrinsic);
    };
  }

  private Operand of(Attribute attribute) {
    int key = batch.strings().find(attribute.name());
    if (key < 0) {
      return Operand.NOTHING;
    }
    Attributes ofSpans = batch.attributes();
    Attributes ofResources = batch.resources().attributes();
    return switch (attribute.scope()) {
      case SPAN -> at -> read(ofSpans, ofSpans.find(at.row(), key), at);
      case RESOURCE -> at -> read(ofResources, ofResources.find(batch.resource(at.row()), key), at);
      case ANY ->
          at -> {
            Type type = read(ofSpans, ofSpans.find(at.row(), key), at);
            return type == Type.NIL
                ? read(ofResources, ofResources.find(batch.resource(at.row()), key), at)
                : type;
          };
      case INSTRUMENTATION -> {
        Attributes ofScopes = batch.scopes().attributes();
        yield at -> read(ofScopes, ofScopes.find(batch.scope(at.row()), key), at);
      }
      case EVENT -> {
        Attributes ofEvents = batch.events().attributes();
        yield at -> read(ofEvents, ofEvents.find(at.event, key), at);
      }
      case LINK -> {
        Attributes ofLinks = batch.links().attributes();
        yield at -> read(ofLinks, ofLinks.find(at.link, key), at);
      }
      case PARENT, PARENT_SPAN, PARENT_RESOURCE -> Operand.NOTHING;
    };
  }

  private static Type read(Attributes attributes, int entry, Position at) {
    if (entry < 0) {
      return Type.NIL;
    }
    at.bits = attributes.value(entry);
    return Type.of(attributes.type(entry));
  }

  private Operand of(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case DURATION -> at -> leave(Type.DURATION, batch.durationNanos(at.row()), at);
      case NAME -> at -> leave(Type.TEXT, batch.name(at.row()), at);
      case STATUS -> at -> leave(Type.STATUS, batch.status(at.row()).ordinal(), at);
      case STATUS_MESSAGE -> at -> leave(Type.TEXT, batch.statusMessage(at.row()), at);
      case KIND -> at -> leave(Type.KIND, batch.kind(at.row()).ordinal(), at);
      case INSTRUMENTATION_NAME ->
          at -> leave(Type.TEXT, batch.scopes().name(batch.scope(at.row())), at);
      case INSTRUMENTATION_VERSION ->
          at -> leave(Type.TEXT, batch.scopes().version(batch.scope(at.row())), at);
      case EVENT_NAME -> at -> leave(Type.TEXT, batch.events().name(at.event), at);
      case EVENT_TIME_SINCE_START ->
          at -> {
            long nanos = batch.events().timeNanos(at.event) - batch.startNanos(at.row());
            return leave(Type.DURATION, nanos, at);
          };
      case CHILD_COUNT, NESTED_SET_LEFT, NESTED_SET_RIGHT, NESTED_SET_PARENT, TRACE_DURATION ->
          ofTree(intrinsic);
      case ROOT_NAME -> at -> leave(Type.TEXT, rootName(at), at);
      case ROOT_SERVICE_NAME -> at -> leave(Type.TEXT, rootService(at), at);
      case SPAN_ID, PARENT_ID, TRACE_ID, LINK_TRACE_ID, LINK_SPAN_ID ->
          at -> Texts.leave(hex(intrinsic, at), at);
      case PARENT -> Operand.NOTHING;
    };
  }

  private static Operand ofTree(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case CHILD_COUNT ->
          at -> leave(Type.INTEGER, at.trace().nestedSets().childCount(at.index()), at);
      case NESTED_SET_LEFT ->
          at -> leave(Type.INTEGER, at.trace().nestedSets().left(at.index()), at);
      case NESTED_SET_RIGHT ->
          at -> leave(Type.INTEGER, at.trace().nestedSets().right(at.index()), at);
      case NESTED_SET_PARENT ->
          at -> leave(Type.INTEGER, at.trace().nestedSets().parent(at.index()), at);
      default -> at -> leave(Type.DURATION, at.trace().durationNanos(), at);
    };
  }

  private static Type leave(Type type, long bits, Position at) {
    at.bits = bits;
    return type;
  }

  private int rootName(Position at) {
    int root = at.trace().root();
    return root < 0 ? 0 : batch.name(at.trace().row(root));
  }

  private int rootService(Position at) {
    int root = at.trace().root();
    return root < 0 ? 0 : batch.resources().name(batch.resource(at.trace().row(root)));
  }

  private byte[] hex(Intrinsic id, Position at) {
    return switch (id) {
      case SPAN_ID -> digits(batch.spanId(at.row()));
      case PARENT_ID -> digits(batch.parentSpanId(at.row()));
      case LINK_SPAN_ID -> digits(batch.links().spanId(at.link));
      case LINK_TRACE_ID -> digits(batch.links().traceId(at.link));
      default -> digits(batch.traceId(at.row()));
    };
  }

  private static byte[] digits(long id) {
    return id == 0 ? NO_ID : HexFormat.of().toHexDigits(id).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] digits(TraceId id) {
    return id.hex().getBytes(StandardCharsets.US_ASCII);
  }
}
