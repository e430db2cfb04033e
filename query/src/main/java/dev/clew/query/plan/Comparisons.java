package dev.clew.query.plan;

import static dev.clew.query.plan.Conditions.EVERYTHING;
import static dev.clew.query.plan.Conditions.NOTHING;

import dev.clew.model.Condition;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Exists;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Value;
import dev.clew.model.Field;
import dev.clew.model.Field.Column;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Regex;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to be true of a span for one comparison of a field to be true of it.
final class Comparisons {
  private static final Attribute SERVICE = new Attribute(Scope.RESOURCE, "service.name");
  private static final Condition IS_ROOT = equal(Column.PARENT_ID, "");

  private Comparisons() {}

  /// `field operator literal`
  static Condition of(SpanField field, ComparisonOperator operator, Literal literal) {
    return switch (field) {
      case Attribute attribute -> of(attribute, operator(operator), literal);
      case Intrinsic intrinsic -> of(intrinsic, operator, literal);
    };
  }

  /// `field =~ regex` or `field !~ regex`
  static Condition of(SpanField field, boolean isNegated, Regex regex) {
    Operator operator = isNegated ? Operator.NOT_MATCHES : Operator.MATCHES;
    Value text = new Value.Text(regex.text());
    return switch (field) {
      case Attribute attribute -> compared(attribute, operator, text);
      case Intrinsic intrinsic -> compared(textColumn(intrinsic), operator, text);
    };
  }

  /// `field != nil`
  static Condition exists(SpanField field) {
    return field instanceof Attribute attribute ? new Exists(field(attribute)) : EVERYTHING;
  }

  /// What some span of the trace meets if the comparison is true of any: for fields of the root.
  static Condition ofRoot(Intrinsic field, ComparisonOperator operator, Literal literal) {
    return literal instanceof Literal.Text(var text) && !holdsForNothing(operator, text)
        ? ofRoot(field, operator(operator), text)
        : EVERYTHING;
  }

  /// As above, for `field =~ regex`.
  static Condition ofRoot(Intrinsic field, Regex regex) {
    return regex.matches("") ? EVERYTHING : ofRoot(field, Operator.MATCHES, regex.text());
  }

  private static Condition ofRoot(Intrinsic field, Operator operator, String text) {
    return switch (field) {
      case ROOT_NAME -> rootWith(Column.NAME, operator, text);
      case ROOT_SERVICE_NAME -> rootWith(Column.SERVICE, operator, text);
      default -> EVERYTHING;
    };
  }

  private static Condition rootWith(Column column, Operator operator, String text) {
    return Conditions.and(List.of(IS_ROOT, new Compare(column, operator, new Value.Text(text))));
  }

  /// Whether a trace without a root, whose root's name reads as an empty text, may match.
  private static boolean holdsForNothing(ComparisonOperator operator, String text) {
    return operator.holds("".compareTo(text));
  }

  private static Condition of(Attribute attribute, Operator operator, Literal literal) {
    Value value = value(literal);
    if (value == null) {
      return NOTHING;
    }
    return attribute.equals(SERVICE) && value instanceof Value.Text
        ? new Compare(Column.SERVICE, operator, value)
        : compared(attribute, operator, value);
  }

  /// Of events and links any one may satisfy a negated comparison, so only that they are there is
  /// known.
  private static Condition compared(Attribute attribute, Operator operator, Value value) {
    boolean isOfMany = attribute.scope() == Scope.EVENT || attribute.scope() == Scope.LINK;
    return isOfMany && isNegated(operator)
        ? new Exists(field(attribute))
        : new Compare(field(attribute), operator, value);
  }

  private static Condition compared(@Nullable Column column, Operator operator, Value value) {
    boolean isUnsure = column == Column.EVENT_NAME && isNegated(operator);
    return column == null || isUnsure ? EVERYTHING : new Compare(column, operator, value);
  }

  private static boolean isNegated(Operator operator) {
    return operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
  }

  private static Field.Attribute field(Attribute attribute) {
    Field.Scope scope =
        switch (attribute.scope()) {
          case SPAN -> Field.Scope.SPAN;
          case RESOURCE -> Field.Scope.RESOURCE;
          case EVENT -> Field.Scope.EVENT;
          case LINK -> Field.Scope.LINK;
          case INSTRUMENTATION -> Field.Scope.INSTRUMENTATION;
          case ANY, PARENT, PARENT_SPAN, PARENT_RESOURCE -> Field.Scope.ANY;
        };
    return new Field.Attribute(scope, attribute.name());
  }

  /// The value as attributes have it; null if none can equal it.
  private static @Nullable Value value(Literal literal) {
    return switch (literal) {
      case Literal.Text(var text) -> new Value.Text(text);
      case Literal.Whole(var number) -> new Value.Whole(number);
      case Literal.Real(var number) -> new Value.Real(number);
      case Literal.Duration(var nanos) -> new Value.Whole(nanos);
      case Literal.Bool(var isTrue) -> new Value.Truth(isTrue);
      case Literal.Status _, Literal.Kind _, Literal.Nil() -> null;
    };
  }

  private static Condition of(Intrinsic field, ComparisonOperator operator, Literal literal) {
    return switch (literal) {
      case Literal.Text(var text) -> of(field, operator, text);
      case Literal.Status(var status) when field == Intrinsic.STATUS ->
          number(Column.STATUS, operator, status.ordinal());
      case Literal.Kind(var kind) when field == Intrinsic.KIND ->
          number(Column.KIND, operator, kind.ordinal());
      case Literal.Whole(var number) when field == Intrinsic.DURATION ->
          number(Column.DURATION, operator, number);
      case Literal.Duration(var nanos) when field == Intrinsic.DURATION ->
          number(Column.DURATION, operator, nanos);
      case Literal.Real(var number) when field == Intrinsic.DURATION ->
          new Compare(Column.DURATION, operator(operator), new Value.Real(number));
      case Literal.Whole(var number) when field == Intrinsic.NESTED_SET_PARENT ->
          isOfRootsOnly(operator, number) ? IS_ROOT : EVERYTHING;
      case Literal _ -> EVERYTHING;
    };
  }

  /// Whether a comparison with the number of a parent holds for -1 and for no other.
  private static boolean isOfRootsOnly(ComparisonOperator operator, long number) {
    return operator.holds(Long.compare(-1, number))
        && switch (operator) {
          case EQUAL, LESS, LESS_OR_EQUAL -> !operator.holds(Long.compare(0, number));
          case NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
        };
  }

  private static Condition of(Intrinsic field, ComparisonOperator operator, String text) {
    if (!operator.needsOrder()) {
      switch (field) {
        case TRACE_ID, SPAN_ID, PARENT_ID -> {
          return operator == ComparisonOperator.EQUAL ? ofId(field, text) : EVERYTHING;
        }
        default -> {}
      }
    }
    return compared(textColumn(field), operator(operator), new Value.Text(text));
  }

  /// Ids are equal if they are without the zeros they begin with.
  private static Condition ofId(Intrinsic field, String text) {
    String digits = text.replaceFirst("^0+", "");
    int length = field == Intrinsic.TRACE_ID ? 32 : 16;
    if (digits.length() > length || !digits.matches("[0-9a-f]*")) {
      return NOTHING;
    }
    String padded = digits.isEmpty() ? "" : "0".repeat(length - digits.length()) + digits;
    return switch (field) {
      case PARENT_ID -> equal(Column.PARENT_ID, padded);
      case SPAN_ID -> padded.isEmpty() ? NOTHING : equal(Column.SPAN_ID, padded);
      default -> padded.isEmpty() ? NOTHING : equal(Column.TRACE_ID, padded);
    };
  }

  /// The column of a field that is compared as text as it stands; null if there is none.
  private static @Nullable Column textColumn(Intrinsic field) {
    return switch (field) {
      case NAME -> Column.NAME;
      case STATUS_MESSAGE -> Column.STATUS_MESSAGE;
      case INSTRUMENTATION_NAME -> Column.SCOPE_NAME;
      case INSTRUMENTATION_VERSION -> Column.SCOPE_VERSION;
      case EVENT_NAME -> Column.EVENT_NAME;
      case SPAN_ID -> Column.SPAN_ID;
      case PARENT_ID -> Column.PARENT_ID;
      default -> null;
    };
  }

  private static Condition equal(Column column, String text) {
    return new Compare(column, Operator.EQUAL, new Value.Text(text));
  }

  private static Condition number(Column column, ComparisonOperator operator, long number) {
    return new Compare(column, operator(operator), new Value.Whole(number));
  }

  private static Operator operator(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> Operator.EQUAL;
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      case LESS -> Operator.LESS;
      case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER -> Operator.GREATER;
      case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
    };
  }
}
