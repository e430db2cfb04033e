package dev.clew.query.traceql;

import dev.clew.query.traceql.Parsed.Failed;
import dev.clew.query.traceql.Parsed.Ok;

/// Short ways to trees and to failures.
final class Trees {
  private Trees() {}

  /// The tree of a text that parses, not checked.
  static Query of(String text) {
    return QueryParser.parse(Lexer.tokens(text), new Notes());
  }

  /// The condition of a query that is one filter.
  static FieldExpression condition(String text) {
    if (of(text) instanceof Query.Search(var pipeline, _)
        && pipeline.stages().getFirst() instanceof SpansetExpression.Filter(var condition)) {
      return condition;
    }
    throw new AssertionError("not one filter: " + text);
  }

  /// The failure of a text that is refused.
  static Failed failure(String text) {
    return switch (TraceQl.parse(text)) {
      case Failed failed -> failed;
      case Ok(var query) -> throw new AssertionError("not refused: " + TraceQl.print(query));
    };
  }
}
