package dev.clew.query.promql;

import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.LabelNames;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.Grouping;
import dev.clew.query.promql.tree.Matching;
import dev.clew.query.promql.tree.Matching.Cardinality;
import dev.clew.query.promql.tree.TimeShift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/// Writes queries as canonical text on one line.
final class Printer {
  private Printer() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral(double value, boolean isDuration, _) ->
          isDuration ? DurationText.of(value) : Decimals.plain(value);
      case Expression.StringLiteral(String value, _) -> Quotes.quote(value);
      case VectorSelector selector -> selected(selector) + suffix(selector);
      case RangeSelector(var selector, var range, _) ->
          selected(selector) + "[" + DurationPrinter.of(range) + "]" + suffix(selector);
      case Subquery subquery -> of(subquery.inner()) + suffix(subquery);
      case Call(var function, var arguments, _) -> function.text() + "(" + joined(arguments) + ")";
      case Aggregation aggregation ->
          head(aggregation) + "(" + joined(arguments(aggregation)) + ")";
      case Binary binary ->
          "%s %s %s".formatted(of(binary.left()), operator(binary), of(binary.right()));
      case Unary(boolean isMinus, var inner, _) -> (isMinus ? "-" : "+") + of(inner);
      case Parentheses(var inner, _) -> "(" + of(inner) + ")";
    };
  }

  private static String joined(List<Expression> arguments) {
    return arguments.stream().map(Printer::of).collect(Collectors.joining(", "));
  }

  private static String selected(VectorSelector selector) {
    String matchers =
        selector.matchers().stream()
            .filter(matcher -> !isName(matcher, selector))
            .map(LabelMatcher::toString)
            .sorted()
            .collect(Collectors.joining(","));
    return selector.name() + (matchers.isEmpty() ? "" : "{" + matchers + "}");
  }

  private static boolean isName(LabelMatcher matcher, VectorSelector selector) {
    return matcher.equals(LabelMatcher.equal(Labels.NAME, selector.name()))
        && !selector.name().isEmpty();
  }

  private static String suffix(VectorSelector selector) {
    return selector.edges().suffix() + suffix(selector.shift());
  }

  private static String suffix(TimeShift shift) {
    String at =
        switch (shift.at()) {
          case null -> "";
          case TimeShift.At.Instant(long millis) -> " @ " + seconds(millis);
          case TimeShift.At.Start _ -> " @ start()";
          case TimeShift.At.End _ -> " @ end()";
        };
    return at + (shift.offset() == null ? "" : " offset " + DurationPrinter.of(shift.offset()));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).setScale(3, RoundingMode.UNNECESSARY).toPlainString();
  }

  /// What stands behind the inner expression of a subquery.
  static String suffix(Subquery subquery) {
    String step = subquery.step() == null ? "" : DurationPrinter.of(subquery.step());
    return "[%s:%s]".formatted(DurationPrinter.of(subquery.range()), step)
        + suffix(subquery.shift());
  }

  /// An aggregation up to its opening bracket.
  static String head(Aggregation aggregation) {
    Grouping grouping = aggregation.grouping();
    String labels = "(" + labels(grouping.labels()) + ") ";
    String by = grouping.labels().isEmpty() ? "" : " by " + labels;
    return aggregation.aggregator().text() + (grouping.isWithout() ? " without " + labels : by);
  }

  /// What stands in the brackets of an aggregation.
  static List<Expression> arguments(Aggregation aggregation) {
    Expression parameter = aggregation.parameter();
    return parameter == null
        ? List.of(aggregation.inner())
        : List.of(parameter, aggregation.inner());
  }

  /// An operator with all its modifiers.
  static String operator(Binary binary) {
    Matching matching = binary.matching();
    boolean isGrouped = matching.cardinality() != Cardinality.ONE_TO_ONE;
    StringBuilder text = new StringBuilder(binary.operator().text());
    text.append(binary.returnsBool() ? " bool" : "");
    if (matching.isWritten() || isGrouped) {
      text.append(matching.isOn() ? " on (" : " ignoring (");
      text.append(labels(matching.labels())).append(')');
    }
    if (isGrouped) {
      boolean isLeft = matching.cardinality() == Cardinality.MANY_TO_ONE;
      text.append(isLeft ? " group_left (" : " group_right (");
      text.append(labels(matching.included())).append(')');
    }
    return text.append(fills(matching)).toString();
  }

  private static String fills(Matching matching) {
    Double left = matching.fillLeft();
    Double right = matching.fillRight();
    if (left != null && left.equals(right)) {
      return " fill (%s)".formatted(Decimals.plain(left));
    }
    return (left == null ? "" : " fill_left (%s)".formatted(Decimals.plain(left)))
        + (right == null ? "" : " fill_right (%s)".formatted(Decimals.plain(right)));
  }

  private static String labels(List<String> labels) {
    return labels.stream()
        .map(label -> LabelNames.isPlain(label) ? label : Quotes.quote(label))
        .collect(Collectors.joining(", "));
  }
}
