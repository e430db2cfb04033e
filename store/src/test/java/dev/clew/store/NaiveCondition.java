package dev.clew.store;

import dev.clew.model.Attributes;
import dev.clew.model.Condition;
import dev.clew.model.Field;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Conditions evaluated the plain way, as an oracle: for the fields and operators that the tests
/// use.
final class NaiveCondition {
  private NaiveCondition() {}

  static boolean holds(Condition condition, SpanBatch spans, int row) {
    return switch (condition) {
      case Condition.Everything _ -> true;
      case Condition.And(List<Condition> parts) ->
          parts.stream().allMatch(part -> holds(part, spans, row));
      case Condition.Or(List<Condition> parts) ->
          parts.stream().anyMatch(part -> holds(part, spans, row));
      case Condition.Exists(Field field) -> !values(field, spans, row).isEmpty();
      case Condition.Compare(Field field, Condition.Operator operator, Condition.Value value) ->
          values(field, spans, row).stream().anyMatch(found -> compare(found, operator, value));
    };
  }

  private static List<Object> values(Field field, SpanBatch spans, int row) {
    return switch (field) {
      case Field.Column column ->
          switch (column) {
            case NAME -> List.of(spans.strings().get(spans.name(row)));
            case STATUS -> List.of((double) spans.status(row).ordinal());
            case DURATION -> List.of((double) spans.durationNanos(row));
            default -> throw new AssertionError(column);
          };
      case Field.Attribute(Field.Scope scope, String key) -> attributes(scope, key, spans, row);
    };
  }

  private static List<Object> attributes(Field.Scope scope, String key, SpanBatch spans, int row) {
    List<Object> values = new ArrayList<>();
    if (scope == Field.Scope.SPAN || scope == Field.Scope.ANY) {
      add(spans.attributes(), row, key, spans, values);
    }
    if (scope == Field.Scope.RESOURCE || scope == Field.Scope.ANY) {
      add(spans.resources().attributes(), spans.resource(row), key, spans, values);
    }
    return values;
  }

  private static void add(
      Attributes attributes, int owner, String key, SpanBatch spans, List<Object> values) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      if (spans.strings().get(attributes.key(entry)).equals(key)) {
        long value = attributes.value(entry);
        values.add(
            attributes.type(entry) == ValueType.STRING
                ? spans.strings().get((int) value)
                : attributes.type(entry) == ValueType.DOUBLE
                    ? (Object) Double.longBitsToDouble(value)
                    : (Object) (double) value);
      }
    }
  }

  private static boolean compare(Object found, Condition.Operator operator, Condition.Value value) {
    int order =
        switch (value) {
          case Condition.Value.Text(String text) ->
              operator == Condition.Operator.MATCHES
                  ? (found.toString().matches(text) ? 0 : 1)
                  : found.toString().compareTo(text);
          case Condition.Value.Whole(long number) ->
              Double.compare((double) found, (double) number);
          case Condition.Value.Real(double number) -> Double.compare((double) found, number);
          case Condition.Value.Truth _ -> throw new AssertionError(value);
        };
    return switch (operator) {
      case EQUAL, MATCHES -> order == 0;
      case NOT_EQUAL, NOT_MATCHES -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
