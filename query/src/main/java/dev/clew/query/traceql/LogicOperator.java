package dev.clew.query.traceql;

/// Joins two facts, inside a filter (`{ .a && .b }`) or between spansets (`{ .a } && { .b }`).
public enum LogicOperator implements FieldOperator {
  AND("&&"),
  OR("||");

  private final String text;

  LogicOperator(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int level() {
    return Precedence.LOGIC;
  }
}
