package dev.clew.query.run;

import dev.clew.model.SpanBatch;
import dev.clew.query.run.field.Aggregate;
import dev.clew.query.run.field.FieldCompiler;
import dev.clew.query.run.field.Position;
import dev.clew.query.run.field.SpanValue;
import dev.clew.query.run.field.TraceSpans;
import dev.clew.query.run.field.TypedValue;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.ScalarExpression;
import dev.clew.query.traceql.SpansetExpression;
import dev.clew.query.traceql.Stage;
import dev.clew.query.traceql.TraceQl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes pipelines into steps that run on the traces of one batch.
final class PipelineCompiler {
  private final FieldCompiler fields;
  private final SpansetCompiler spansets;
  private final Position at = new Position();

  PipelineCompiler(SpanBatch batch) {
    fields = new FieldCompiler(batch);
    spansets = new SpansetCompiler(fields, this::pipeline);
  }

  /// All stages, one after the other.
  Step pipeline(Pipeline pipeline) {
    Step result = (_, input) -> List.of(input);
    for (Stage stage : pipeline.stages()) {
      result =
          switch (stage) {
            case Stage.Select _ -> result;
            case Stage.Coalesce() -> coalesced(result);
            case Stage.GroupBy(var field) -> result.then(grouped(field));
            case Stage.ScalarFilter filter -> result.then(filtered(filter));
            case SpansetExpression expression -> result.then(spansets.step(expression));
          };
    }
    return result;
  }

  private static Step coalesced(Step before) {
    return (trace, input) -> {
      List<Spanset> results = before.apply(trace, input);
      return results.isEmpty() ? results : List.of(Spanset.union(results));
    };
  }

  private Step grouped(FieldExpression field) {
    String name = "by(" + TraceQl.print(field) + ")";
    SpanValue value = fields.value(field);
    return (trace, input) -> {
      Map<TypedValue, IntStream.Builder> groups = new TreeMap<>();
      for (int index : input.indexes()) {
        at.moveTo(trace, index);
        groups.computeIfAbsent(value.typed(at), _ -> IntStream.builder()).add(index);
      }
      return groups.entrySet().stream()
          .map(group ->
              input
                  .withIndexes(group.getValue().build().toArray())
                  .with(new NamedValue(name, group.getKey().shown())))
          .toList();
    };
  }

  private Step filtered(Stage.ScalarFilter filter) {
    if (!(filter.right() instanceof ScalarExpression.Constant(Literal.Numeric number))) {
      throw new IllegalArgumentException("not validated: " + filter);
    }
    String name = TraceQl.print(filter.left());
    Scalar scalar = scalar(filter.left());
    return (trace, input) -> {
      TypedValue value = scalar.of(trace, input);
      return value != null && value.compares(filter.operator(), number)
          ? List.of(input.with(new NamedValue(name, value.shown())))
          : List.of();
    };
  }

  /// A number for a spanset; null if its spans have none.
  private interface Scalar {
    @Nullable TypedValue of(TraceSpans trace, Spanset spanset);
  }

  private Scalar scalar(ScalarExpression expression) {
    return switch (expression) {
      case ScalarExpression.Count() -> (_, spanset) -> TypedValue.whole(spanset.size());
      case ScalarExpression.Aggregate(var aggregation, var field) -> {
        SpanValue value = fields.value(field);
        yield (trace, spanset) -> {
          Aggregate aggregate = new Aggregate(aggregation, value);
          for (int index : spanset.indexes()) {
            at.moveTo(trace, index);
            aggregate.add(at);
          }
          return aggregate.result();
        };
      }
      case ScalarExpression.Constant _, ScalarExpression.Arithmetic _ ->
          throw new IllegalArgumentException("not validated: " + expression);
    };
  }
}
