package dev.clew.query.traceql;

import java.util.List;
import java.util.stream.Stream;

/// Series, and arithmetic on them.
public sealed interface MetricsExpression {

  /// `pipeline | function`
  record Measured(Pipeline pipeline, MetricsFunction function) implements MetricsExpression {}

  /// `series | topk(5) > 10` and its like; has at least one stage, and `series` is not `Reduced`.
  record Reduced(MetricsExpression series, List<SecondStage> stages) implements MetricsExpression {
    public Reduced {
      stages = List.copyOf(stages);
      if (stages.isEmpty() || series instanceof Reduced) {
        throw new IllegalArgumentException("not in normal form: " + stages);
      }
    }
  }

  /// `left / right` and its like, without `%` and `^`; at least one side is no number.
  record Arithmetic(ArithmeticOperator operator, MetricsExpression left, MetricsExpression right)
      implements MetricsExpression {}

  /// A number beside an operator, never a duration.
  record Constant(Literal.Numeric value) implements MetricsExpression {}

  /// This with more stages behind it.
  default MetricsExpression reducedBy(List<SecondStage> more) {
    if (more.isEmpty()) {
      return this;
    }
    return this instanceof Reduced(var series, var stages)
        ? new Reduced(series, Stream.concat(stages.stream(), more.stream()).toList())
        : new Reduced(this, more);
  }
}
