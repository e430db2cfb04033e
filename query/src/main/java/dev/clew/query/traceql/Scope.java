package dev.clew.query.traceql;

/// Where an attribute is looked up.
public enum Scope {
  /// The span's value if it has one, else the resource's.
  ANY("."),
  SPAN("span."),
  RESOURCE("resource."),
  /// Any event of the span.
  EVENT("event."),
  /// Any link of the span.
  LINK("link."),
  INSTRUMENTATION("instrumentation."),
  /// As [#ANY], of the parent span; refused by the validator, as the other two of the parent.
  PARENT("parent."),
  PARENT_SPAN("parent.span."),
  PARENT_RESOURCE("parent.resource.");

  private final String prefix;

  Scope(String prefix) {
    this.prefix = prefix;
  }

  /// What stands before the name, with its dot.
  public String prefix() {
    return prefix;
  }

  /// Whether it asks for the parent span, which no engine answers.
  boolean isOfParent() {
    return this == PARENT || this == PARENT_SPAN || this == PARENT_RESOURCE;
  }
}
