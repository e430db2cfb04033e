package dev.clew.query.promql.functions;

/// Where a selector looks when an expression is evaluated.
///
/// @param offset milliseconds to look back
/// @param isFixed whether it looks back from one time always
/// @param fixed that time
public record Shift(long offset, boolean isFixed, long fixed) {
  /// The right edge of what is looked at.
  public long apply(long time) {
    return (isFixed ? fixed : time) - offset;
  }
}
