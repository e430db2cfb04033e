package dev.clew.bench.wire;

import org.jspecify.annotations.Nullable;

/// The messages of an OTLP trace request, as far as templates look into them.
public enum Schema {
  REQUEST,
  RESOURCE_SPANS,
  RESOURCE,
  SCOPE_SPANS,
  SCOPE,
  SPAN,
  EVENT,
  LINK,
  STATUS,
  KEY_VALUE,
  ANY_VALUE,
  ARRAY_VALUE,
  MAP_VALUE;

  /// Message type of a field; null for a leaf.
  @Nullable Schema nested(int number) {
    return switch (this) {
      case REQUEST -> number == 1 ? RESOURCE_SPANS : null;
      case RESOURCE_SPANS -> number == 1 ? RESOURCE : number == 2 ? SCOPE_SPANS : null;
      case RESOURCE, MAP_VALUE -> number == 1 ? KEY_VALUE : null;
      case SCOPE_SPANS -> number == 1 ? SCOPE : number == 2 ? SPAN : null;
      case SCOPE, EVENT -> number == 3 ? KEY_VALUE : null;
      case SPAN -> spanField(number);
      case LINK -> number == 4 ? KEY_VALUE : null;
      case KEY_VALUE -> number == 2 ? ANY_VALUE : null;
      case ARRAY_VALUE -> number == 1 ? ANY_VALUE : null;
      case ANY_VALUE -> number == 5 ? ARRAY_VALUE : number == 6 ? MAP_VALUE : null;
      case STATUS -> null;
    };
  }

  private static @Nullable Schema spanField(int number) {
    return switch (number) {
      case 9 -> KEY_VALUE;
      case 11 -> EVENT;
      case 13 -> LINK;
      case 15 -> STATUS;
      default -> null;
    };
  }

  /// Slot of a field that every shape varies; `width` is the length of its value in bytes.
  Slot slot(int number, int width) {
    return switch (this) {
      case SPAN ->
          switch (number) {
            case 1 -> width == 16 ? Slot.TRACE_ID : Slot.NONE;
            case 2, 4 -> width == 8 ? Slot.SPAN_ID : Slot.NONE;
            case 7 -> Slot.START;
            case 8 -> Slot.END;
            default -> Slot.NONE;
          };
      case EVENT -> number == 1 ? Slot.EVENT_TIME : Slot.NONE;
      case LINK ->
          switch (number) {
            case 1 -> width == 16 ? Slot.TRACE_ID : Slot.NONE;
            case 2 -> width == 8 ? Slot.SPAN_ID : Slot.NONE;
            default -> Slot.NONE;
          };
      default -> Slot.NONE;
    };
  }
}
