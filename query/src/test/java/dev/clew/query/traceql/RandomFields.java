package dev.clew.query.traceql;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Kind;
import dev.clew.query.traceql.Literal.Nil;
import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Status;
import dev.clew.query.traceql.Literal.Text;
import dev.clew.query.traceql.Literal.Whole;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random field expressions in the normal form of the parser, of all shapes and types, whether they
/// make sense or not.
final class RandomFields {
  private static final List<String> NAMES =
      List.of("a", "http.method", "a-1", "a b", "span.x", "5", "ü\"q\\", "resource.", "a[0]", "&&");
  private static final List<String> TEXTS =
      List.of("", "GET", "a\"b\\c", "line\nnext\u0007\u007f", "héllo 🎉", "`", "}|{", "'");
  private static final List<String> REGEXES = List.of("", "GET|PUT", "a.*", "\\d+\\.", "(?i)x{2}");
  private static final List<Long> WHOLES = List.of(0L, 1L, 7L, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final List<Double> REALS = List.of(0.0, 0.5, 1e-300, 1e300, 12345678.9, 1e17);

  private final RandomGenerator random;

  RandomFields(RandomGenerator random) {
    this.random = random;
  }

  FieldExpression expression(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? field() : literal();
    }
    int inner = random.nextInt(depth);
    FieldExpression left = expression(inner);
    FieldExpression right = expression(depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> Folding.not(right);
      case 1 -> Folding.negative(right);
      case 2 -> Folding.match(right, random.nextBoolean(), Regex.of(pick(REGEXES)));
      case 3, 4 -> Folding.arithmetic(pick(ArithmeticOperator.values()), left, right);
      case 5 -> Folding.comparison(pick(ComparisonOperator.values()), left, right);
      case 6 -> Folding.comparison(pick(ComparisonOperator.values()), right, left);
      default ->
          Folding.logic(
              pick(LogicOperator.values()),
              random.nextBoolean() ? List.of(left, right) : List.of(left, right, literal()));
    };
  }

  SpanField field() {
    return random.nextInt(3) == 0
        ? pick(Intrinsic.values())
        : new Attribute(pick(Scope.values()), pick(NAMES));
  }

  List<SpanField> fields(int most) {
    return Stream.generate(this::field).limit(random.nextInt(most + 1)).toList();
  }

  Literal literal() {
    return switch (random.nextInt(8)) {
      case 0 -> new Text(pick(TEXTS));
      case 1 -> new Bool(random.nextBoolean());
      case 2 -> new Nil();
      case 3 -> new Status(pick(SpanStatus.values()));
      case 4 -> new Kind(pick(SpanKind.values()));
      default -> number();
    };
  }

  Numeric number() {
    Numeric number =
        switch (random.nextInt(5)) {
          case 0 -> new Whole(pick(WHOLES));
          case 1 -> new Whole(random.nextInt(100));
          case 2 -> new Real(pick(REALS));
          case 3 -> new Duration(random.nextInt(10_000) * 1_000_000L);
          default -> new Duration(random.nextLong(Long.MAX_VALUE));
        };
    return random.nextBoolean() ? number : number.negated();
  }

  <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
