package dev.clew.query.run;

import dev.clew.query.run.field.EvaluationFailure;
import dev.clew.query.run.field.FieldCompiler;
import dev.clew.query.run.field.Position;
import dev.clew.query.run.field.SpanTest;
import dev.clew.query.run.field.TraceSpans;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.LogicOperator;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.SpansetExpression;
import dev.clew.query.traceql.SpansetExpression.Bracketed;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.SpansetExpression.Related;
import dev.clew.query.traceql.StructuralOperator;
import dev.clew.query.traceql.StructuralOperator.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Makes what chooses spans into steps for the traces of one batch.
final class SpansetCompiler {
  private static final int[] NONE = {};

  private final FieldCompiler fields;
  private final Function<Pipeline, Step> pipelines;
  private final Position at = new Position();

  /// @param pipelines compiles what stands in brackets
  SpansetCompiler(FieldCompiler fields, Function<Pipeline, Step> pipelines) {
    this.fields = fields;
    this.pipelines = pipelines;
  }

  Step step(SpansetExpression expression) {
    return switch (expression) {
      case Filter(var condition) -> filtered(condition);
      case Bracketed(var pipeline) -> pipelines.apply(pipeline);
      case Combined(var operator, var operands) -> combined(operator, operands);
      case Related(var operator, var left, var right) -> related(operator, step(left), step(right));
    };
  }

  private Step filtered(FieldExpression condition) {
    SpanTest test = fields.test(condition);
    return (trace, input) -> {
      int[] kept = new int[input.size()];
      int count = 0;
      for (int index : input.indexes()) {
        at.moveTo(trace, index);
        if (test.holds(at)) {
          kept[count++] = index;
        }
      }
      return count == kept.length ? List.of(input) : some(input, Arrays.copyOf(kept, count));
    };
  }

  /// The input with some of its spans only; nothing without any.
  private static List<Spanset> some(Spanset input, int[] indexes) {
    return indexes.length == 0 ? List.of() : List.of(input.withIndexes(indexes));
  }

  private Step combined(LogicOperator operator, List<SpansetExpression> operands) {
    List<Step> sides = operands.stream().map(this::step).toList();
    return (trace, input) -> {
      List<Spanset> found = new ArrayList<>();
      for (Step side : sides) {
        List<Spanset> results = side.apply(trace, input);
        if (results.isEmpty() && operator == LogicOperator.AND) {
          return List.of();
        }
        found.addAll(results);
      }
      return found.isEmpty() ? found : some(input, Spanset.union(found).indexes());
    };
  }

  private static Step related(StructuralOperator operator, Step left, Step right) {
    return (trace, input) -> {
      int[] kept = only(operator, right.apply(trace, input));
      if (kept.length == 0) {
        return List.of();
      }
      int[] seenFrom = only(operator, left.apply(trace, input));
      if (seenFrom.length == 0) {
        return operator.mode() == Mode.NEGATED ? some(input, kept) : List.of();
      }
      return some(input, join(trace).join(operator, seenFrom, kept));
    };
  }

  private static StructuralJoin join(TraceSpans trace) {
    return new StructuralJoin(trace.nestedSets(), trace.size());
  }

  private static int[] only(StructuralOperator operator, List<Spanset> side) {
    if (side.size() > 1) {
      throw new EvaluationFailure(
          "a side of `%s` has several spansets of one trace: use coalesce() before"
              .formatted(operator.text()));
    }
    return side.isEmpty() ? NONE : side.getFirst().indexes();
  }
}
