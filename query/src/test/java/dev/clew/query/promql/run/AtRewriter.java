package dev.clew.query.promql.run;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.TimeShift;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Makes queries of an instant query that must give the same at other times, because all their
/// selectors look at the time of the first.
final class AtRewriter {
  private static final Set<Builtin> UNSAFE =
      EnumSet.of(
          Builtin.DAYS_IN_MONTH,
          Builtin.DAY_OF_MONTH,
          Builtin.DAY_OF_WEEK,
          Builtin.DAY_OF_YEAR,
          Builtin.HOUR,
          Builtin.MINUTE,
          Builtin.MONTH,
          Builtin.YEAR,
          Builtin.PREDICT_LINEAR,
          Builtin.TIME,
          Builtin.TIMESTAMP,
          Builtin.START,
          Builtin.END,
          Builtin.STEP,
          Builtin.RANGE);

  private final TimeShift.At at;
  private boolean isUnsafe;

  private AtRewriter(long time) {
    this.at = new TimeShift.At.Instant(time);
  }

  record Variant(String query, long time) {}

  static List<Variant> variants(String query, long time) {
    if (!(PromQl.parse(query) instanceof Parsed.Ok(Expression expression))) {
      return List.of();
    }
    AtRewriter rewriter = new AtRewriter(time);
    String rewritten = PromQl.print(rewriter.rewrite(expression));
    LongStream times =
        time == 0
            ? LongStream.of(-1000, 0, 1000)
            : LongStream.of(-10 * time, 0, time / 5, time, 10 * time);
    return rewriter.isUnsafe
        ? List.of()
        : times.mapToObj(other -> new Variant(rewritten, other)).toList();
  }

  private Expression rewrite(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral _, Expression.StringLiteral _ -> expression;
      case VectorSelector selector -> selector(selector);
      case RangeSelector(var selector, var range, var place) ->
          new RangeSelector(selector(selector), range, place);
      case Subquery(var inner, var range, var step, var shift, var place) ->
          new Subquery(inner, range, step, shifted(shift), place);
      case Parentheses(var inner, var place) -> new Parentheses(rewrite(inner), place);
      case Unary(boolean isMinus, var inner, var place) ->
          new Unary(isMinus, rewrite(inner), place);
      case Binary(var operator, boolean returnsBool, var matching, var left, var right) ->
          new Binary(operator, returnsBool, matching, rewrite(left), rewrite(right));
      case Aggregation(var aggregator, var grouping, var parameter, var inner, var place) ->
          new Aggregation(
              aggregator,
              grouping,
              parameter == null ? null : rewrite(parameter),
              rewrite(inner),
              place);
      case Call(var function, var arguments, var place) -> {
        isUnsafe |= UNSAFE.contains(function);
        yield new Call(function, arguments.stream().map(this::rewrite).toList(), place);
      }
    };
  }

  private VectorSelector selector(VectorSelector selector) {
    return selector.shifted(shifted(selector.shift()), selector.place().end());
  }

  private TimeShift shifted(TimeShift shift) {
    return shift.at() instanceof TimeShift.At.Instant ? shift : shift.withAt(at);
  }
}
