package dev.clew.bench.wire;

/// What is written anew into a field of a template each time it is sent. Widths never change.
public enum Slot {
  /// Nothing: the field stays as it is.
  NONE,
  /// 16 bytes.
  TRACE_ID,
  /// 8 bytes: id of a span, a parent or a linked span.
  SPAN_ID,
  START,
  END,
  EVENT_TIME,
  /// 1 where the span failed: the number of the OTLP status, or a word of five letters in text.
  STATUS,
  /// An account: `u-0001234`.
  USER,
  /// A login session: 36 characters in the form of a UUID.
  SESSION,
  /// An IPv4 address of 15 characters.
  ADDRESS,
  USER_AGENT,
  ROUTE,
  METHOD,
  RESULT,
  /// Two letters.
  COUNTRY,
  /// Country and two digits: `DE-07`.
  REGION,
  /// A value that few spans share: `t-012345`.
  TICKET,
  /// Three digits, uniform.
  WORD,
  /// Letters that never repeat, as wide as the field.
  NOISE
}
