package dev.clew.query.promql.run;

/// Carries why a query has no answer to [PromEngine]; never leaves the package.
final class QueryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final QueryOutcome.Kind kind;

  QueryFailure(QueryOutcome.Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /// A query that the data makes meaningless.
  static QueryFailure execution(String message) {
    return new QueryFailure(QueryOutcome.Kind.EXECUTION, message);
  }

  static QueryFailure limit(String message) {
    return new QueryFailure(QueryOutcome.Kind.LIMIT, message);
  }

  /// A query that this engine does not run.
  static QueryFailure unsupported(String what) {
    return new QueryFailure(QueryOutcome.Kind.UNSUPPORTED, what + " is not supported");
  }

  QueryOutcome.Failed outcome() {
    return new QueryOutcome.Failed(kind, String.valueOf(getMessage()));
  }
}
