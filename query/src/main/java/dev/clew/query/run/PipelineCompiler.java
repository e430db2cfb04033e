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

  /// A stage on all spansets of a trace at once.
  private interface StageRun {
    List<Spanset> apply(TraceSpans trace, List<Spanset> input);
  }

  /// All stages, one after the other.
  Step pipeline(Pipeline pipeline) {
    List<StageRun> stages = pipeline.stages().stream().map(this::stage).toList();
    return (trace, input) -> {
      List<Spanset> current = List.of(input);
      for (StageRun stage : stages) {
        if (current.isEmpty()) {
          return current;
        }
        current = stage.apply(trace, current);
      }
      return current;
    };
  }

  private StageRun stage(Stage stage) {
    return switch (stage) {
      case Stage.Select _ -> (_, input) -> input;
      case Stage.Coalesce() -> (_, input) -> List.of(Spanset.union(input));
      case Stage.GroupBy(var field) -> each(grouped(field));
      case Stage.ScalarFilter filter -> each(filtered(filter));
      case SpansetExpression expression -> each(spansets.step(expression));
    };
  }

  private static StageRun each(Step step) {
    return (trace, input) ->
        input.size() == 1
            ? step.apply(trace, input.getFirst())
            : input.stream().flatMap(one -> step.apply(trace, one).stream()).toList();
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
