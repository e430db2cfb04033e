package dev.clew.query.promql;

import dev.clew.query.promql.tree.Aggregator;
import dev.clew.query.promql.tree.BinaryOperator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words and signs with a meaning.
final class Words {
  static final Set<String> FILLS = Set.of("fill", "fill_left", "fill_right");

  /// Words that are functions inside `[]` and behind `offset`, and functions or names elsewhere.
  static final Set<String> DURATION_WORDS = Set.of("step", "range", "min_of", "max_of");

  private static final Map<String, BinaryOperator> OPERATORS = operators();
  private static final Map<String, Aggregator> AGGREGATORS = aggregators();

  private static final Set<String> NUMBERS = Set.of("inf", "nan");
  private static final Set<String> OTHERS =
      Set.of(
          "offset",
          "smoothed",
          "anchored",
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "bool",
          "start",
          "end");

  private static final Set<String> NEVER_METRICS =
      Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2", "inf", "nan");

  private Words() {}

  private static Map<String, BinaryOperator> operators() {
    Map<String, BinaryOperator> operators = new HashMap<>();
    for (BinaryOperator operator : BinaryOperator.values()) {
      operators.put(operator.text(), operator);
    }
    return Map.copyOf(operators);
  }

  private static Map<String, Aggregator> aggregators() {
    Map<String, Aggregator> aggregators = new HashMap<>();
    for (Aggregator aggregator : Aggregator.values()) {
      aggregators.put(aggregator.text(), aggregator);
    }
    return Map.copyOf(aggregators);
  }

  /// Whether a word is a keyword, in any case, apart from those of [#FILLS].
  static boolean isKeyword(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return OTHERS.contains(lower)
        || NUMBERS.contains(lower)
        || DURATION_WORDS.contains(lower)
        || AGGREGATORS.containsKey(lower)
        || OPERATORS.containsKey(lower);
  }

  static boolean isNumber(String keyword) {
    return NUMBERS.contains(keyword);
  }

  /// Whether a keyword may be the name of a metric.
  static boolean mayBeMetric(String keyword) {
    return !NEVER_METRICS.contains(keyword);
  }

  static @Nullable BinaryOperator operator(String text) {
    return OPERATORS.get(text);
  }

  static @Nullable Aggregator aggregator(String keyword) {
    return AGGREGATORS.get(keyword);
  }

  /// What messages write before a keyword.
  static String title(String keyword) {
    if (OPERATORS.containsKey(keyword)) {
      return "op:";
    }
    return AGGREGATORS.containsKey(keyword) ? "aggr:" : "";
  }

  /// Whether messages call a sign an operator.
  static boolean isOperatorSign(String sign) {
    return OPERATORS.containsKey(sign) || Set.of("@", "=~", "!~").contains(sign);
  }
}
