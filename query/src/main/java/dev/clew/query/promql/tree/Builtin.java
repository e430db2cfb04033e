package dev.clew.query.promql.tree;

import static dev.clew.query.promql.tree.ValueType.MATRIX;
import static dev.clew.query.promql.tree.ValueType.SCALAR;
import static dev.clew.query.promql.tree.ValueType.STRING;
import static dev.clew.query.promql.tree.ValueType.VECTOR;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions of the language: what they take and what they yield.
///
/// `optional` says how many of the arguments at the end may be left out or repeated: 0 for none, n
/// for the last one given 0 to n times, -1 for any number of times.
public enum Builtin {
  ABS(VECTOR),
  ABSENT(VECTOR),
  ABSENT_OVER_TIME(MATRIX),
  ACOS(VECTOR),
  ACOSH(VECTOR),
  ASIN(VECTOR),
  ASINH(VECTOR),
  ATAN(VECTOR),
  ATANH(VECTOR),
  AVG_OVER_TIME(MATRIX),
  CEIL(VECTOR),
  CHANGES(MATRIX),
  CLAMP(VECTOR, SCALAR, SCALAR),
  CLAMP_MAX(VECTOR, SCALAR),
  CLAMP_MIN(VECTOR, SCALAR),
  COS(VECTOR),
  COSH(VECTOR),
  COUNT_OVER_TIME(MATRIX),
  DAY_OF_MONTH(1, VECTOR, VECTOR),
  DAY_OF_WEEK(1, VECTOR, VECTOR),
  DAY_OF_YEAR(1, VECTOR, VECTOR),
  DAYS_IN_MONTH(1, VECTOR, VECTOR),
  DEG(VECTOR),
  DELTA(MATRIX),
  DERIV(MATRIX),
  DOUBLE_EXPONENTIAL_SMOOTHING(MATRIX, SCALAR, SCALAR),
  END(0, SCALAR),
  EXP(VECTOR),
  FIRST_OVER_TIME(MATRIX),
  FLOOR(VECTOR),
  HISTOGRAM_AVG(VECTOR),
  HISTOGRAM_COUNT(VECTOR),
  HISTOGRAM_FRACTION(SCALAR, SCALAR, VECTOR),
  HISTOGRAM_QUANTILE(SCALAR, VECTOR),
  HISTOGRAM_QUANTILES(9, VECTOR, VECTOR, STRING, SCALAR, SCALAR),
  HISTOGRAM_STDDEV(VECTOR),
  HISTOGRAM_STDVAR(VECTOR),
  HISTOGRAM_SUM(VECTOR),
  HOUR(1, VECTOR, VECTOR),
  IDELTA(MATRIX),
  INCREASE(MATRIX),
  INFO(1, VECTOR, VECTOR, VECTOR),
  IRATE(MATRIX),
  LABEL_JOIN(-1, VECTOR, VECTOR, STRING, STRING, STRING),
  LABEL_REPLACE(VECTOR, STRING, STRING, STRING, STRING),
  LAST_OVER_TIME(MATRIX),
  LN(VECTOR),
  LOG10(VECTOR),
  LOG2(VECTOR),
  MAD_OVER_TIME(MATRIX),
  MAX_OF(0, SCALAR, SCALAR, SCALAR),
  MAX_OVER_TIME(MATRIX),
  MIN_OF(0, SCALAR, SCALAR, SCALAR),
  MIN_OVER_TIME(MATRIX),
  MINUTE(1, VECTOR, VECTOR),
  MONTH(1, VECTOR, VECTOR),
  PI(0, SCALAR),
  PREDICT_LINEAR(MATRIX, SCALAR),
  PRESENT_OVER_TIME(MATRIX),
  QUANTILE_OVER_TIME(SCALAR, MATRIX),
  RAD(VECTOR),
  RANGE(0, SCALAR),
  RATE(MATRIX),
  RESETS(MATRIX),
  ROUND(1, VECTOR, VECTOR, SCALAR),
  SCALAR_OF("scalar", SCALAR, VECTOR),
  SGN(VECTOR),
  SIN(VECTOR),
  SINH(VECTOR),
  SORT(VECTOR),
  SORT_BY_LABEL(-1, VECTOR, VECTOR, STRING),
  SORT_BY_LABEL_DESC(-1, VECTOR, VECTOR, STRING),
  SORT_DESC(VECTOR),
  SQRT(VECTOR),
  START(0, SCALAR),
  START_TIMESTAMP(VECTOR),
  STDDEV_OVER_TIME(MATRIX),
  STDVAR_OVER_TIME(MATRIX),
  STEP(0, SCALAR),
  SUM_OVER_TIME(MATRIX),
  TAN(VECTOR),
  TANH(VECTOR),
  TIME(0, SCALAR),
  TIMESTAMP(VECTOR),
  TS_OF_FIRST_OVER_TIME(MATRIX),
  TS_OF_LAST_OVER_TIME(MATRIX),
  TS_OF_MAX_OVER_TIME(MATRIX),
  TS_OF_MIN_OVER_TIME(MATRIX),
  VECTOR_OF("vector", VECTOR, SCALAR),
  YEAR(1, VECTOR, VECTOR);

  private static final Map<String, Builtin> BY_NAME = new HashMap<>();

  static {
    for (Builtin builtin : values()) {
      BY_NAME.put(builtin.text, builtin);
    }
  }

  private final String text;
  private final int optional;
  private final ValueType result;
  private final List<ValueType> arguments;

  Builtin(ValueType... arguments) {
    this(0, VECTOR, arguments);
  }

  Builtin(int optional, ValueType result, ValueType... arguments) {
    this.text = name().toLowerCase(Locale.ROOT);
    this.optional = optional;
    this.result = result;
    this.arguments = List.of(arguments);
  }

  Builtin(String text, ValueType result, ValueType argument) {
    this.text = text;
    this.optional = 0;
    this.result = result;
    this.arguments = List.of(argument);
  }

  /// The function of a name; null if there is none.
  public static @Nullable Builtin of(String name) {
    return BY_NAME.get(name);
  }

  /// As queries write it.
  public String text() {
    return text;
  }

  public ValueType result() {
    return result;
  }

  /// The types of the arguments; the last stands for all that repeat it.
  public List<ValueType> arguments() {
    return arguments;
  }

  public int fewest() {
    return optional == 0 ? arguments.size() : arguments.size() - 1;
  }

  public int most() {
    return optional < 0 ? Integer.MAX_VALUE : fewest() + optional;
  }

  public boolean hasFixedCount() {
    return optional == 0;
  }
}
