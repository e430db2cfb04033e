package dev.clew.query.promql.tree;

import org.jspecify.annotations.Nullable;

/// Makes few series of many.
public enum Aggregator {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  QUANTILE(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING),
  LIMITK(ValueType.SCALAR),
  LIMIT_RATIO(ValueType.SCALAR);

  private final @Nullable ValueType parameter;

  Aggregator() {
    this(null);
  }

  Aggregator(@Nullable ValueType parameter) {
    this.parameter = parameter;
  }

  /// The type of the parameter that stands first; null if there is none.
  public @Nullable ValueType parameter() {
    return parameter;
  }

  /// As queries write it.
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
