package dev.clew.pipeline.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The comparison row of the specification for every pair of values and every operator.
final class ComparisonTableTest {
  private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=");

  /// Type of each expression, and its rank among those it can be ordered with.
  private record Sample(String text, String type, double rank) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("nil", "nil", 0),
          new Sample("attributes[\"absent\"]", "nil", 0),
          new Sample("attributes[\"empty\"]", "nil", 0),
          new Sample("false", "bool", 0),
          new Sample("true", "bool", 1),
          new Sample("attributes[\"true\"]", "bool", 1),
          new Sample("1", "number", 1),
          new Sample("2", "number", 2),
          new Sample("-3", "number", -3),
          new Sample("attributes[\"int\"]", "number", 1),
          new Sample("1.0", "number", 1),
          new Sample("1.5", "number", 1.5),
          new Sample("attributes[\"double\"]", "number", 1.5),
          new Sample("SEVERITY_NUMBER_TRACE", "number", 1),
          new Sample("\"\"", "text", 0),
          new Sample("\"a\"", "text", 1),
          new Sample("\"b\"", "text", 2),
          new Sample("\"not in the batch\"", "text", 3),
          new Sample("attributes[\"text\"]", "text", 1),
          new Sample("Concat([\"a\", \"\"], \"\")", "text", 1),
          new Sample("0x01", "bytes", 0),
          new Sample("0x01fe", "bytes", 1),
          new Sample("0x02", "bytes", 2),
          new Sample("attributes[\"bytes\"]", "bytes", 1),
          new Sample("time", "time", 0),
          new Sample("observed_time", "time", 1),
          new Sample("Duration(\"1s\")", "period", 1),
          new Sample("Duration(\"1000ms\")", "period", 1),
          new Sample("observed_time - time", "period", 0),
          new Sample("[1, \"x\"]", "list", 0),
          new Sample("[1.0, \"x\"]", "list", 1),
          new Sample("attributes[\"list\"]", "list", 0),
          new Sample("{\"k\": {\"j\": [7, 8]}}", "map", 0),
          new Sample("{\"k\": 1}", "map", 1),
          new Sample("attributes[\"map\"]", "map", 0));

  @Test
  void everyPairOfTypesComparesAsTheSpecificationSays() {
    Map<String, Integer> checked = new TreeMap<>();
    for (Sample left : SAMPLES) {
      for (Sample right : SAMPLES) {
        for (String operator : OPERATORS) {
          String condition = left.text + " " + operator + " " + right.text;
          assertThat(Logs.holds(condition))
              .as(condition)
              .isEqualTo(expected(left, operator, right));
          checked.merge(left.type + "/" + right.type, 1, Integer::sum);
        }
      }
    }

    assertThat(checked).hasSize(81);
    System.out.printf(
        "comparison table: %d conditions over %d pairs of types%n",
        checked.values().stream().mapToInt(Integer::intValue).sum(), checked.size());
  }

  private static boolean expected(Sample left, String operator, Sample right) {
    if (!left.type.equals(right.type)) {
      return operator.equals("!=");
    }
    boolean isUnordered = left.type.equals("list") || left.type.equals("map");
    int order = Double.compare(left.rank, right.rank);
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> !isUnordered && order < 0;
      case "<=" -> !isUnordered && order <= 0;
      case ">" -> !isUnordered && order > 0;
      case ">=" -> !isUnordered && order >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  @Test
  void whatIsNoNumberIsNotEqualToItselfAndNotOrdered() {
    assertThat(Logs.holds("Double(\"NaN\") == Double(\"NaN\")")).isFalse();
    assertThat(Logs.holds("Double(\"NaN\") != Double(\"NaN\")")).isTrue();
    assertThat(Logs.holds("Double(\"NaN\") <= 1")).isFalse();
  }

  @Test
  void textIsOrderedByItsBytes() {
    assertThat(Logs.holds("\"\\uffee\" < \"\\U0001F600\"")).isTrue();
    assertThat(Logs.holds("\"ab\" > \"a\"")).isTrue();
    assertThat(Logs.holds("\"Z\" < \"a\"")).isTrue();
  }
}
