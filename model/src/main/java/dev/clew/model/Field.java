package dev.clew.model;

/// What of a span a [Condition] looks at.
public sealed interface Field {

  /// A property that every span has. The comment tells the value it is compared with.
  enum Column implements Field {
    /// Text.
    NAME,
    /// Text: `service.name` of the resource.
    SERVICE,
    /// Integer: number of [SpanStatus].
    STATUS,
    /// Text.
    STATUS_MESSAGE,
    /// Integer: number of [SpanKind].
    KIND,
    /// Integer: nanoseconds.
    DURATION,
    /// Text: 32 lower-case hexadecimal digits.
    TRACE_ID,
    /// Text: 16 lower-case hexadecimal digits.
    SPAN_ID,
    /// Text: 16 lower-case hexadecimal digits; empty for a root.
    PARENT_ID,
    /// Text: name of the instrumentation scope.
    SCOPE_NAME,
    /// Text: version of the instrumentation scope.
    SCOPE_VERSION,
    /// Text: name of any one event.
    EVENT_NAME
  }

  /// An attribute by its key and where it is looked for.
  record Attribute(Scope scope, String key) implements Field {}

  /// Where an attribute may stand.
  enum Scope {
    /// The span, or where the span has none, its resource.
    ANY,
    SPAN,
    RESOURCE,
    INSTRUMENTATION,
    EVENT,
    LINK
  }
}
