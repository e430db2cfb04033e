package dev.clew.query.traceql;

import dev.clew.query.traceql.SpansetExpression.Bracketed;
import java.util.List;
import java.util.stream.Stream;

/// Stages that run one after the other on the spansets of each trace. A bracketed pipeline that is
/// a whole stage is replaced by its stages.
public record Pipeline(List<Stage> stages) {
  public Pipeline {
    if (stages.isEmpty() || stages.getFirst() instanceof Stage.Coalesce) {
      throw new IllegalArgumentException("a pipeline cannot start like this: " + stages);
    }
    stages = stages.stream().flatMap(Pipeline::withoutBrackets).toList();
  }

  private static Stream<Stage> withoutBrackets(Stage stage) {
    return stage instanceof Bracketed(var inner) ? inner.stages().stream() : Stream.of(stage);
  }
}
