package dev.clew.query.traceql;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.Literal.Kind;
import dev.clew.query.traceql.Literal.Nil;
import dev.clew.query.traceql.Literal.Status;
import dev.clew.query.traceql.Literal.Whole;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Words that are values by themselves.
final class Words {
  static final String MIN_INT = "minInt";

  private Words() {}

  /// The literal of a word, if it is one; a new one each time, so that [Notes] tell them apart.
  static @Nullable Literal literal(String word) {
    return switch (word) {
      case "true" -> new Bool(true);
      case "false" -> new Bool(false);
      case "nil" -> new Nil();
      case MIN_INT -> new Whole(Long.MIN_VALUE);
      case "maxInt" -> new Whole(Long.MAX_VALUE);
      default -> statusOrKind(word);
    };
  }

  private static @Nullable Literal statusOrKind(String word) {
    Stream<Literal> statuses =
        Arrays.stream(SpanStatus.values())
            .map(Status::new)
            .filter(status -> status.text().equals(word))
            .map(Literal.class::cast);
    Stream<Literal> kinds =
        Arrays.stream(SpanKind.values())
            .map(Kind::new)
            .filter(kind -> kind.text().equals(word))
            .map(Literal.class::cast);
    return Stream.concat(statuses, kinds).findFirst().orElse(null);
  }

  /// The literal or the intrinsic of a word, if it is one.
  static @Nullable FieldExpression value(String word) {
    Literal literal = literal(word);
    return literal == null ? Intrinsic.of(word) : literal;
  }
}
