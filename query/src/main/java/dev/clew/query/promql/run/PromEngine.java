package dev.clew.query.promql.run;

import dev.clew.query.promql.series.SeriesSource;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.ValueType;
import dev.clew.query.run.StopSignal;

/// Answers PromQL queries. Holds nothing of one query for the next; any number may run at once.
public final class PromEngine {
  private final SeriesSource source;
  private final QueryLimits limits;

  public PromEngine(SeriesSource source, QueryLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /// Runs a query on the calling thread to its end, to a limit or to the signal.
  public QueryOutcome run(PromQuery query, StopSignal stop) {
    return run(query, limits, stop);
  }

  /// Runs a query with limits of its own.
  public QueryOutcome run(PromQuery query, QueryLimits ownLimits, StopSignal stop) {
    ValueType type = query.expression().type();
    boolean isGraph = type == ValueType.SCALAR || type == ValueType.VECTOR;
    if (!query.isInstant() && !isGraph) {
      return new QueryOutcome.Failed(
          QueryOutcome.Kind.EXECUTION,
          "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
              .formatted(type.title()));
    }
    try {
      Budget budget = new Budget(ownLimits, stop);
      budget.check();
      Evaluation evaluation = new Evaluation(query, source, ownLimits, budget);
      QueryValue value = value(query, type, evaluation);
      return new QueryOutcome.Answer(
          value,
          evaluation.annotations().warnings(query.text()),
          evaluation.annotations().infos(query.text()),
          budget.statistics());
    } catch (QueryFailure failure) {
      return failure.outcome();
    }
  }

  private static QueryValue value(PromQuery query, ValueType type, Evaluation evaluation) {
    Evaluator evaluator = new Evaluator(evaluation);
    Expression expression = query.expression();
    return switch (type) {
      case STRING -> new QueryValue.Text(query.start(), Evaluator.text(expression));
      case SCALAR -> scalar(query, evaluator, evaluation);
      case MATRIX -> new RawResult(evaluation, evaluator).of(expression);
      case VECTOR -> {
        ResultCollector collector = new ResultCollector(evaluation);
        evaluator.vector(expression, evaluation.steps(), collector);
        yield query.isInstant() ? collector.vector() : collector.matrix();
      }
    };
  }

  private static QueryValue scalar(PromQuery query, Evaluator evaluator, Evaluation evaluation) {
    double[] values = evaluator.scalar(query.expression(), evaluation.steps());
    return query.isInstant()
        ? new QueryValue.Scalar(query.start(), values[0])
        : ResultCollector.matrixOf(values, evaluation.steps());
  }
}
