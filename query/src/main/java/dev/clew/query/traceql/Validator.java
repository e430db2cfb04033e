package dev.clew.query.traceql;

import dev.clew.query.traceql.MetricsExpression.Measured;
import dev.clew.query.traceql.MetricsExpression.Reduced;
import dev.clew.query.traceql.MetricsFunction.Compare;
import dev.clew.query.traceql.MetricsFunction.Histogram;
import dev.clew.query.traceql.MetricsFunction.OverTime;
import dev.clew.query.traceql.MetricsFunction.Quantiles;
import dev.clew.query.traceql.MetricsFunction.Window;
import dev.clew.query.traceql.Parsed.Kind;
import dev.clew.query.traceql.SpansetExpression.Bracketed;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.SpansetExpression.Related;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses queries that follow the grammar and make no sense, or are not built.
final class Validator {
  private static final int MAX_LABELS = 5;
  private static final long MAX_TOP_N = 1_000;

  private final Notes notes;
  private final FieldChecker fields;

  private Validator(Notes notes) {
    this.notes = notes;
    this.fields = new FieldChecker(notes);
  }

  /// Throws a [Refusal] for the first fault of a query.
  static void check(Query query, Notes notes) {
    Validator validator = new Validator(notes);
    switch (query) {
      case Query.Search(var pipeline, _) -> validator.check(pipeline);
      case Query.Metrics(var series, _) -> validator.check(series);
      case Query.ScalarSearch search -> {
        String reason = "a comparison of two pipelines; write `{ } | count() > 2`";
        throw new Refusal(Kind.UNSUPPORTED, notes.offset(search, 0), reason);
      }
    }
  }

  private void check(Pipeline pipeline) {
    pipeline.stages().forEach(this::check);
  }

  private void check(Stage stage) {
    int at = notes.offset(stage, 0);
    switch (stage) {
      case Filter(var condition) -> fields.filter(condition, at);
      case Combined(_, var operands) -> operands.forEach(this::check);
      case Related(_, var left, var right) -> {
        check(left);
        check(right);
      }
      case Bracketed(var pipeline) -> check(pipeline);
      case Stage.GroupBy(var field) -> fields.grouped(field, at);
      case Stage.Select(var selected) -> supported(selected, at);
      case Stage.Coalesce() -> {}
      case Stage.ScalarFilter filter -> check(filter, at);
    }
  }

  private void supported(List<SpanField> selected, int at) {
    selected.forEach(field -> fields.supported(field, at));
  }

  private void check(Stage.ScalarFilter filter, int at) {
    check(filter.left());
    check(filter.right());
    boolean isSimple =
        filter.right() instanceof ScalarExpression.Constant
            && !(filter.left() instanceof ScalarExpression.Arithmetic);
    if (!isSimple) {
      String reason = "an aggregate is compared with a number on its right only: `count() > 2`";
      throw new Refusal(Kind.UNSUPPORTED, at, reason);
    }
  }

  private void check(ScalarExpression scalar) {
    switch (scalar) {
      case ScalarExpression.Aggregate(_, var field) ->
          fields.aggregated(field, notes.offset(scalar, 0));
      case ScalarExpression.Arithmetic(_, var left, var right) -> {
        check(left);
        check(right);
      }
      case ScalarExpression.Count(), ScalarExpression.Constant _ -> {}
    }
  }

  private void check(MetricsExpression series) {
    switch (series) {
      case Measured(var pipeline, var function) -> {
        check(pipeline);
        check(function, notes.offset(function, 0));
      }
      case Reduced(var reduced, var stages) -> {
        check(reduced);
        refuseCompare(reduced, "a second stage");
        stages.forEach(this::check);
      }
      case MetricsExpression.Arithmetic(_, var left, var right) -> {
        check(left);
        check(right);
        refuseCompare(left, "arithmetic");
        refuseCompare(right, "arithmetic");
      }
      case MetricsExpression.Constant _ -> {}
    }
  }

  private void refuseCompare(MetricsExpression series, String use) {
    if (series instanceof Measured(_, Compare compare)) {
      throw Refusal.type(notes.offset(compare, 0), "the result of compare() takes no " + use);
    }
  }

  private void check(MetricsFunction function, int at) {
    supported(function.labels(), at);
    int most = MAX_LABELS;
    switch (function) {
      case MetricsFunction.Rate _, MetricsFunction.CountOverTime _ -> {}
      case OverTime(var aggregation, var field, _) -> {
        fields.supported(field, at);
        most = aggregation == Aggregation.AVG ? MAX_LABELS - 1 : MAX_LABELS;
      }
      case Histogram(var field, _) -> {
        fields.supported(field, at);
        most = MAX_LABELS - 1;
      }
      case Quantiles(var field, var quantiles, _) -> {
        fields.supported(field, at);
        check(quantiles, at);
        most = MAX_LABELS - 1;
      }
      case Compare(var selection, var topN, var window) -> {
        fields.filter(selection, at);
        check(topN, window, at);
      }
    }
    if (function.labels().size() > most) {
      String reason = "%s by more than %d fields".formatted(function.text(), most);
      throw new Refusal(Kind.UNSUPPORTED, at, reason);
    }
  }

  private static void check(List<Double> quantiles, int at) {
    for (double quantile : quantiles) {
      if (quantile < 0 || quantile > 1) {
        throw Refusal.type(at, "the quantile %s is not from 0 to 1".formatted(quantile));
      }
    }
  }

  private static void check(long topN, @Nullable Window window, int at) {
    if (topN < 1 || topN > MAX_TOP_N) {
      throw Refusal.type(at, "compare() tells from 1 to %,d values".formatted(MAX_TOP_N));
    }
    if (window != null && (window.startNanos() <= 0 || window.endNanos() <= window.startNanos())) {
      throw Refusal.type(at, "the window of compare() starts above 0 and ends after its start");
    }
  }

  private void check(SecondStage stage) {
    boolean keepsNone =
        switch (stage) {
          case SecondStage.Top(var count) -> count < 1;
          case SecondStage.Bottom(var count) -> count < 1;
          case SecondStage.Threshold _ -> false;
        };
    if (keepsNone) {
      throw Refusal.type(notes.offset(stage, 0), "at least one series has to be kept");
    }
  }
}
