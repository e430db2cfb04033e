package dev.clew.query.promql.tree;

/// What an expression yields.
public enum ValueType {
  SCALAR("scalar", "scalar"),
  VECTOR("vector", "instant vector"),
  MATRIX("matrix", "range vector"),
  STRING("string", "string");

  private final String id;
  private final String title;

  ValueType(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /// As the HTTP API names it.
  public String id() {
    return id;
  }

  /// As messages name it.
  public String title() {
    return title;
  }
}
