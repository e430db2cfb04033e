package dev.clew.query.promql;

import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import java.util.List;
import java.util.stream.Collectors;

/// Writes queries over several lines: what is longer than a line is split, and its parts stand one
/// level deeper.
final class Prettifier {
  private final int lineLength;

  Prettifier(int lineLength) {
    this.lineLength = lineLength;
  }

  String of(Expression query) {
    return of(query, 0);
  }

  private String of(Expression expression, int level) {
    String line = Printer.of(expression);
    boolean fits = PromQl.bytes(line) <= lineLength;
    String indent = "  ".repeat(level);
    return fits ? indent + line : split(expression, line, level, indent);
  }

  private String split(Expression expression, String line, int level, String indent) {
    return switch (expression) {
      case Expression.NumberLiteral _,
          Expression.StringLiteral _,
          VectorSelector _,
          RangeSelector _ ->
          indent + line;
      case Subquery subquery -> of(subquery.inner(), level) + Printer.suffix(subquery);
      case Call(var function, var arguments, _) ->
          bracketed(indent + function.text(), arguments, level);
      case Aggregation aggregation ->
          bracketed(indent + Printer.head(aggregation), Printer.arguments(aggregation), level);
      case Binary binary ->
          "%s\n%s%s\n%s"
              .formatted(
                  of(binary.left(), level + 1),
                  indent,
                  Printer.operator(binary),
                  of(binary.right(), level + 1));
      case Unary(boolean isMinus, var inner, _) ->
          indent + (isMinus ? "-" : "+") + of(inner, level).strip();
      case Parentheses(var inner, _) -> bracketed(indent, List.of(inner), level);
    };
  }

  private String bracketed(String head, List<Expression> parts, int level) {
    String inner =
        parts.stream().map(part -> of(part, level + 1)).collect(Collectors.joining(",\n"));
    return "%s(\n%s\n%s)".formatted(head, inner, "  ".repeat(level));
  }
}
