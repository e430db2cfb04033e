package dev.clew.query.plan;

import dev.clew.model.Condition;
import dev.clew.model.Projection;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.SpanField;
import java.util.List;

/// How a search is to be run.
public sealed interface SearchPlan {

  /// It can be run.
  ///
  /// @param condition some span of every trace that matches meets it
  /// @param isEmpty whether no trace can match, so that nothing has to be read
  /// @param projection what the pipeline and the result need of spans
  /// @param shownFields what is told of matched spans
  record Ready(
      Pipeline pipeline,
      Condition condition,
      boolean isEmpty,
      Projection projection,
      List<SpanField> shownFields)
      implements SearchPlan {
    public Ready {
      shownFields = List.copyOf(shownFields);
    }
  }

  /// It cannot; the message is one line for its author.
  record Refused(String message) implements SearchPlan {}

  /// Plans a query that was checked.
  static SearchPlan of(Query query) {
    return switch (query) {
      case Query.Search(var pipeline, _) -> of(pipeline);
      case Query.Metrics _ ->
          new Refused("unsupported: a search answers traces, this is a metrics query");
      case Query.ScalarSearch _ ->
          new Refused("unsupported: a comparison of two pipelines; write `{ } | count() > 2`");
    };
  }

  /// Plans the pipeline of a query that was checked.
  static Ready of(Pipeline pipeline) {
    Condition condition = Necessity.of(pipeline);
    FieldsRead fields = FieldsRead.of(pipeline);
    return new Ready(
        pipeline,
        condition,
        condition.equals(Conditions.NOTHING),
        fields.projection(),
        fields.shown());
  }
}
