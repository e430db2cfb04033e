package dev.clew.query.traceql;

/// An attribute by scope and bare name, so `.http.method` is (`ANY`, `http.method`).
public record Attribute(Scope scope, String name) implements SpanField {
  public Attribute {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("attribute without a name in scope " + scope);
    }
  }

  @Override
  public String text() {
    return AttributeText.of(this);
  }
}
