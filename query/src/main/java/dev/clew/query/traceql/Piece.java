package dev.clew.query.traceql;

import java.util.List;

/// What a part of a query turned out to be. A bracket may open a pipeline, a number, series or an
/// aggregate, and only its end tells which; so all are read by one parser and told apart here.
sealed interface Piece {
  /// For messages: what this is.
  String shown();

  /// Something that may stand beside `&&` and `>`.
  record Spans(SpansetExpression spans) implements Piece {
    @Override
    public String shown() {
      return "a spanset";
    }
  }

  /// Stages without brackets around them, more than one spanset expression.
  record Stages(List<Stage> stages) implements Piece {
    public Stages {
      stages = List.copyOf(stages);
    }

    @Override
    public String shown() {
      return "a pipeline without brackets";
    }
  }

  /// A number as it stands.
  record Constant(Literal.Numeric value) implements Piece {
    @Override
    public String shown() {
      return "a number";
    }
  }

  /// Aggregates that wait for a comparison.
  record Scalar(ScalarExpression scalar) implements Piece {
    @Override
    public String shown() {
      return "an aggregate";
    }
  }

  /// A pipeline that ends in an aggregate.
  record Piped(PipedScalar scalar) implements Piece {
    @Override
    public String shown() {
      return "an aggregate";
    }
  }

  /// Two of those compared; only a whole query is that.
  record Compared(ComparisonOperator operator, PipedScalar left, PipedScalar right)
      implements Piece {
    @Override
    public String shown() {
      return "a comparison";
    }
  }

  /// Series.
  record Metrics(MetricsExpression series) implements Piece {
    @Override
    public String shown() {
      return "a metrics query";
    }
  }
}
