package dev.clew.query.promql;

import java.util.List;
import java.util.random.RandomGenerator;

/// Queries that are valid, over the metrics `a_total`, `b` and `h_bucket` with the labels `x`, `y`
/// and `le`.
public final class RandomPromQueries {
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "changes",
          "resets",
          "sum_over_time",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "first_over_time",
          "stddev_over_time",
          "present_over_time");
  private static final List<String> ELEMENT_FUNCTIONS =
      List.of("abs", "ceil", "floor", "sgn", "sqrt", "round", "minute", "timestamp", "sin");
  private static final List<String> AGGREGATORS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");

  private final RandomGenerator random;

  public RandomPromQueries(RandomGenerator random) {
    this.random = random;
  }

  /// An instant vector, a few levels deep.
  public String query() {
    return vector(3);
  }

  private String vector(int depth) {
    if (depth == 0) {
      return selector();
    }
    return switch (random.nextInt(9)) {
      case 0 -> selector();
      case 1 -> "%s(%s)".formatted(any(RANGE_FUNCTIONS), range(depth - 1));
      case 2 -> "%s(%s)".formatted(any(ELEMENT_FUNCTIONS), vector(depth - 1));
      case 3 -> "%s%s (%s)".formatted(any(AGGREGATORS), grouping(), vector(depth - 1));
      case 4 ->
          "%s%s (%d, %s)"
              .formatted(
                  any(List.of("topk", "bottomk", "quantile")),
                  grouping(),
                  random.nextInt(2),
                  vector(depth - 1));
      case 5 -> "%s %s %d".formatted(vector(depth - 1), comparison(), random.nextInt(10));
      case 6 ->
          "(%s) %s (%s)"
              .formatted(vector(depth - 1), any(List.of("and", "or", "unless")), vector(depth - 1));
      case 7 ->
          "%s by (x) (%s) %s on (x) %s by (x) (%s)"
              .formatted(
                  any(AGGREGATORS),
                  vector(depth - 1),
                  any(List.of("+", "-", "*", "/", "^")),
                  any(AGGREGATORS),
                  vector(depth - 1));
      default ->
          "histogram_quantile(0.%d, %s)"
              .formatted(
                  random.nextInt(10), "sum by (le, x) (rate(h_bucket[%s]))".formatted(duration()));
    };
  }

  private String comparison() {
    return any(List.of(">", "<=", "== bool", "!= bool", "+", "*"));
  }

  private String range(int depth) {
    return random.nextInt(3) == 0
        ? "(%s)[%s:%s]%s".formatted(vector(depth), duration(), duration(), shift())
        : selectorBody() + "[" + duration() + "]" + shift();
  }

  private String selector() {
    return selectorBody() + shift();
  }

  private String selectorBody() {
    String name = any(List.of("a_total", "b", "h_bucket"));
    return name + any(List.of("", "", "{x=\"1\"}", "{y=~\"2|3\"}", "{x!=\"0\",y!~\".*3\"}"));
  }

  private String shift() {
    return any(List.of("", "", "", " offset 1m", " offset -30s", " @ 200", " @ start()"));
  }

  private String duration() {
    return any(List.of("30s", "1m", "90s", "4m", "10m"));
  }

  private String grouping() {
    return any(List.of("", " by (x)", " by (y)", " without (x)", " by (x, y)", " without ()"));
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
