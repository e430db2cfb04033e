package dev.clew.query.plan;

import dev.clew.model.Projection;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.ScalarExpression;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.SpansetExpression.Bracketed;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.SpansetExpression.Related;
import dev.clew.query.traceql.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields that a pipeline names: all that it reads, and those that filters and `select(…)` name
/// and a result shows.
final class FieldsRead {
  private final Set<SpanField> all = new LinkedHashSet<>();
  private final Set<SpanField> shown = new LinkedHashSet<>();

  private FieldsRead() {}

  static FieldsRead of(Pipeline pipeline) {
    FieldsRead fields = new FieldsRead();
    pipeline.stages().forEach(fields::add);
    fields.all.addAll(fields.shown);
    return fields;
  }

  Set<SpanField> all() {
    return Set.copyOf(all);
  }

  /// In the order of the query, without those that results show elsewhere.
  List<SpanField> shown() {
    return shown.stream().filter(FieldsRead::isShownAsAttribute).toList();
  }

  Projection projection() {
    Set<String> keys =
        all.stream()
            .filter(Attribute.class::isInstance)
            .map(Attribute.class::cast)
            .filter(field -> field.scope() == Scope.SPAN || field.scope() == Scope.ANY)
            .map(Attribute::name)
            .collect(Collectors.toSet());
    return Projection.of(keys, isAnyOf(Scope.EVENT), isAnyOf(Scope.LINK));
  }

  private boolean isAnyOf(Scope scope) {
    return all.stream().anyMatch(field -> scopeOf(field) == scope);
  }

  private static Scope scopeOf(SpanField field) {
    return switch (field) {
      case Attribute attribute -> attribute.scope();
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case EVENT_NAME, EVENT_TIME_SINCE_START -> Scope.EVENT;
            case LINK_TRACE_ID, LINK_SPAN_ID -> Scope.LINK;
            default -> Scope.SPAN;
          };
    };
  }

  private static boolean isShownAsAttribute(SpanField field) {
    return !(field instanceof Intrinsic intrinsic)
        || switch (intrinsic) {
          case NAME, DURATION, TRACE_DURATION, ROOT_NAME, ROOT_SERVICE_NAME, TRACE_ID, SPAN_ID ->
              false;
          default -> true;
        };
  }

  private void add(Stage stage) {
    switch (stage) {
      case Filter(var condition) -> add(condition, shown);
      case Combined(_, var operands) -> operands.forEach(this::add);
      case Related(_, var left, var right) -> {
        add(left);
        add(right);
      }
      case Bracketed(var pipeline) -> pipeline.stages().forEach(this::add);
      case Stage.Select(var fields) -> shown.addAll(fields);
      case Stage.GroupBy(var field) -> add(field, all);
      case Stage.ScalarFilter(_, var left, var right) -> {
        add(left);
        add(right);
      }
      case Stage.Coalesce() -> {}
    }
  }

  private void add(ScalarExpression scalar) {
    switch (scalar) {
      case ScalarExpression.Aggregate(_, var field) -> add(field, all);
      case ScalarExpression.Arithmetic(_, var left, var right) -> {
        add(left);
        add(right);
      }
      case ScalarExpression.Count(), ScalarExpression.Constant _ -> {}
    }
  }

  private static void add(FieldExpression expression, Set<SpanField> fields) {
    switch (expression) {
      case SpanField field -> fields.add(field);
      case Literal _ -> {}
      case Not(var operand) -> add(operand, fields);
      case Negative(var operand) -> add(operand, fields);
      case Match(var operand, _, _) -> add(operand, fields);
      case Logic(_, var operands) -> operands.forEach(operand -> add(operand, fields));
      case Comparison(_, var left, var right) -> {
        add(left, fields);
        add(right, fields);
      }
      case Arithmetic(_, var left, var right) -> {
        add(left, fields);
        add(right, fields);
      }
    }
  }
}
