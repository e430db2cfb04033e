package dev.clew.query.traceql;

import java.util.List;
import java.util.stream.Stream;

/// Chooses spans of a trace.
public sealed interface SpansetExpression extends Stage {

  /// `{ condition }`: the spans for which it is true.
  record Filter(FieldExpression condition) implements SpansetExpression {}

  /// `first && second && …` or `first || second || …`, at least two. Long lists are flat: the first
  /// operand is never joined by the same operator, it is replaced by its operands.
  record Combined(LogicOperator operator, List<SpansetExpression> operands)
      implements SpansetExpression {
    public Combined {
      if (operands.getFirst() instanceof Combined(var inner, var first) && inner == operator) {
        operands = Stream.concat(first.stream(), operands.stream().skip(1)).toList();
      }
      operands = List.copyOf(operands);
    }
  }

  /// `left >> right` and its like
  record Related(StructuralOperator operator, SpansetExpression left, SpansetExpression right)
      implements SpansetExpression {}

  /// `(pipeline)` beside an operator; more than one spanset expression, which has no such brackets.
  record Bracketed(Pipeline pipeline) implements SpansetExpression {
    public Bracketed {
      List<Stage> stages = pipeline.stages();
      if (stages.size() == 1 && stages.getFirst() instanceof SpansetExpression) {
        throw new IllegalArgumentException("brackets without meaning around " + pipeline);
      }
    }
  }
}
