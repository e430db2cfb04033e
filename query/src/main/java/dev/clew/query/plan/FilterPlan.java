package dev.clew.query.plan;

import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.SpansetExpression.Filter;
import java.util.Set;

/// How the spans of a single trace are to be filtered.
public sealed interface FilterPlan {

  /// By this condition.
  record Ready(FieldExpression condition) implements FilterPlan {}

  /// Not at all; the message is one line for its author.
  record Refused(String message) implements FilterPlan {}

  /// Plans a query, which has to be one `{ … }` that asks nothing of the trace as a whole.
  static FilterPlan of(Query query) {
    if (!(query instanceof Query.Search(var pipeline, _))
        || pipeline.stages().size() != 1
        || !(pipeline.stages().getFirst() instanceof Filter(var condition))) {
      return new Refused("unsupported: the spans of a trace are filtered by one `{ … }`");
    }
    Set<Object> ofTraces =
        Set.of(
            Intrinsic.TRACE_ID,
            Intrinsic.TRACE_DURATION,
            Intrinsic.ROOT_NAME,
            Intrinsic.ROOT_SERVICE_NAME);
    return FieldsRead.of(pipeline).all().stream()
        .filter(ofTraces::contains)
        .findFirst()
        .<FilterPlan>map(field ->
            new Refused(
                "unsupported: `%s` is the same for all spans of a trace".formatted(field.text())))
        .orElseGet(() -> new Ready(condition));
  }
}
