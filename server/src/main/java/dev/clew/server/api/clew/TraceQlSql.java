package dev.clew.server.api.clew;

import dev.clew.model.Field;
import dev.clew.model.ValueType;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.LogicOperator;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpansetExpression;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes as SQL what a TraceQL query asks of traces, where SQL surely finds the same.
///
/// That is: filters joined by `&&` and `||`, in which fields are compared with values. Columns of
/// attributes are text in SQL, so a comparison with an attribute is only written when the attribute
/// has values of the type of the literal and of no other.
final class TraceQlSql {
  private static final Attribute SERVICE = new Attribute(Scope.RESOURCE, "service.name");

  /// Beyond it, not every integer is a double.
  private static final long MOST_EXACT = 1L << 53;

  private final Function<Field.Attribute, Set<ValueType>> types;
  private final List<String> tests = new ArrayList<>();

  /// @param types that the values of an attribute have
  private TraceQlSql(Function<Field.Attribute, Set<ValueType>> types) {
    this.types = types;
  }

  /// Something that SQL cannot be trusted to answer alike.
  private static final class Unsure extends Exception {
    private static final long serialVersionUID = 1;

    Unsure() {
      super(null, null, false, false);
    }
  }

  /// The tests of a query; null where SQL might find something else.
  ///
  /// @param types that the values of an attribute have
  static @Nullable TraceTests of(
      Pipeline pipeline, Function<Field.Attribute, Set<ValueType>> types) {
    if (pipeline.stages().size() != 1
        || !(pipeline.stages().getFirst() instanceof SpansetExpression expression)) {
      return null;
    }
    TraceQlSql writer = new TraceQlSql(types);
    try {
      String passes = writer.spanset(expression);
      return new TraceTests(writer.tests, passes);
    } catch (Unsure _) {
      return null;
    }
  }

  private String spanset(SpansetExpression expression) throws Unsure {
    return switch (expression) {
      case Filter(var condition) -> filter(condition);
      case Combined(var operator, var operands) -> {
        List<String> parts = new ArrayList<>();
        for (SpansetExpression operand : operands) {
          parts.add(spanset(operand));
        }
        yield joined(operator, parts);
      }
      case SpansetExpression.Related _, SpansetExpression.Bracketed _ -> throw new Unsure();
    };
  }

  /// What is the same for all spans of a trace is asked of the trace, all else of one span.
  private String filter(FieldExpression condition) throws Unsure {
    List<FieldExpression> operands =
        condition instanceof Logic(var operator, var parts) && operator == LogicOperator.AND
            ? parts
            : List.of(condition);
    List<String> ofTrace = new ArrayList<>();
    List<String> ofSpan = new ArrayList<>();
    for (FieldExpression operand : operands) {
      String trace = ofTrace(operand);
      if (trace == null) {
        ofSpan.add(ofSpan(operand));
      } else {
        ofTrace.add(trace);
      }
    }
    if (!ofSpan.isEmpty()) {
      ofTrace.add("test_" + tests.size());
      tests.add(joined(LogicOperator.AND, ofSpan));
    }
    return joined(LogicOperator.AND, ofTrace);
  }

  private static String joined(LogicOperator operator, List<String> parts) {
    return parts.stream()
        .collect(Collectors.joining(operator == LogicOperator.AND ? " AND " : " OR ", "(", ")"));
  }

  /// A condition on the trace; null if it is none.
  private static @Nullable String ofTrace(FieldExpression condition) throws Unsure {
    return switch (condition) {
      case Comparison(var operator, Intrinsic field, Literal literal) ->
          switch (field) {
            case TRACE_DURATION -> numeric("lasting", operator, literal);
            case ROOT_NAME -> text("coalesce(name, '')", operator, literal);
            case ROOT_SERVICE_NAME -> text("coalesce(service, '')", operator, literal);
            default -> null;
          };
      case Match(Intrinsic field, var isNegated, var regex) ->
          switch (field) {
            case ROOT_NAME -> match("coalesce(name, '')", isNegated, regex.text());
            case ROOT_SERVICE_NAME -> match("coalesce(service, '')", isNegated, regex.text());
            default -> null;
          };
      default -> null;
    };
  }

  private String ofSpan(FieldExpression condition) throws Unsure {
    return switch (condition) {
      case Literal.Bool(var isTrue) -> Boolean.toString(isTrue);
      case Logic(var operator, var operands) -> {
        List<String> parts = new ArrayList<>();
        for (FieldExpression operand : operands) {
          parts.add(ofSpan(operand));
        }
        yield joined(operator, parts);
      }
      case Comparison(var operator, Attribute field, Literal literal) ->
          attribute(field, operator, literal);
      case Comparison(var operator, Intrinsic field, Literal literal) ->
          intrinsic(field, operator, literal);
      case Match(Attribute field, var isNegated, var regex) ->
          match(column(field, EnumSet.of(ValueType.STRING)), isNegated, regex.text());
      case Match(Intrinsic field, var isNegated, var regex) ->
          match(textColumn(field), isNegated, regex.text());
      default -> throw new Unsure();
    };
  }

  private static String intrinsic(Intrinsic field, ComparisonOperator operator, Literal literal)
      throws Unsure {
    return switch (field) {
      case DURATION -> numeric("duration_nanos", operator, literal);
      case STATUS -> {
        if (literal instanceof Literal.Status status) {
          yield equal("status", operator, status.text());
        }
        throw new Unsure();
      }
      case KIND -> {
        if (literal instanceof Literal.Kind kind) {
          yield equal("kind", operator, kind.text());
        }
        throw new Unsure();
      }
      default -> text(textColumn(field), operator, literal);
    };
  }

  private static String textColumn(Intrinsic field) throws Unsure {
    return switch (field) {
      case NAME -> "coalesce(name, '')";
      case STATUS_MESSAGE -> "coalesce(status_message, '')";
      default -> throw new Unsure();
    };
  }

  private String attribute(Attribute field, ComparisonOperator operator, Literal literal)
      throws Unsure {
    return switch (literal) {
      case Literal.Text _ -> text(column(field, EnumSet.of(ValueType.STRING)), operator, literal);
      case Literal.Numeric _ ->
          numeric(
              "try_cast(%s AS DOUBLE)"
                  .formatted(column(field, EnumSet.of(ValueType.INT, ValueType.DOUBLE))),
              operator,
              literal);
      case Literal.Bool(var isTrue) ->
          equal(column(field, EnumSet.of(ValueType.BOOL)), operator, Boolean.toString(isTrue));
      case Literal.Nil(), Literal.Status _, Literal.Kind _ -> throw new Unsure();
    };
  }

  /// The text of an attribute that has no values but of these types.
  private String column(Attribute attribute, Set<ValueType> allowed) throws Unsure {
    if (attribute.equals(SERVICE)) {
      return "service";
    }
    Field.Scope scope =
        switch (attribute.scope()) {
          case ANY -> Field.Scope.ANY;
          case SPAN -> Field.Scope.SPAN;
          case RESOURCE -> Field.Scope.RESOURCE;
          case EVENT, LINK, INSTRUMENTATION, PARENT, PARENT_SPAN, PARENT_RESOURCE ->
              throw new Unsure();
        };
    Set<ValueType> found = types.apply(new Field.Attribute(scope, attribute.name()));
    if (found.isEmpty() || !allowed.containsAll(found)) {
      throw new Unsure();
    }
    String key = SqlRows.literal(attribute.name());
    return switch (scope) {
      case SPAN -> "attributes[%s]".formatted(key);
      case RESOURCE -> "resource[%s]".formatted(key);
      default -> "coalesce(attributes[%1$s], resource[%1$s])".formatted(key);
    };
  }

  private static String text(String column, ComparisonOperator operator, Literal literal)
      throws Unsure {
    if (literal instanceof Literal.Text(var value)) {
      return equal(column, operator, value);
    }
    throw new Unsure();
  }

  private static String equal(String column, ComparisonOperator operator, String value)
      throws Unsure {
    if (operator.needsOrder()) {
      throw new Unsure();
    }
    return "%s %s %s".formatted(column, sign(operator), SqlRows.literal(value));
  }

  private static String numeric(String column, ComparisonOperator operator, Literal literal)
      throws Unsure {
    String number =
        switch (literal) {
          case Literal.Whole(var value) when Math.abs(value) < MOST_EXACT -> Long.toString(value);
          case Literal.Duration(var nanos) when Math.abs(nanos) < MOST_EXACT ->
              Long.toString(nanos);
          case Literal.Real(var value) -> "CAST('%s' AS DOUBLE)".formatted(value);
          default -> throw new Unsure();
        };
    return "%s %s %s".formatted(column, sign(operator), number);
  }

  private static String match(String column, boolean isNegated, String regex) {
    return "%sregexp_full_match(%s, %s, 's')"
        .formatted(isNegated ? "NOT " : "", column, SqlRows.literal(regex));
  }

  private static String sign(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }
}
