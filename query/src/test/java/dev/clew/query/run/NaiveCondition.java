package dev.clew.query.run;

import dev.clew.model.Attributes;
import dev.clew.model.Condition;
import dev.clew.model.Condition.And;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Everything;
import dev.clew.model.Condition.Exists;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Or;
import dev.clew.model.Condition.Value;
import dev.clew.model.Field;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.query.traceql.Regex;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Tests the spans of a batch for a condition, word by word as [Condition] tells it.
final class NaiveCondition {
  private final SpanBatch batch;

  NaiveCondition(SpanBatch batch) {
    this.batch = batch;
  }

  boolean holds(Condition condition, int row) {
    return switch (condition) {
      case Everything() -> true;
      case And(var parts) -> parts.stream().allMatch(part -> holds(part, row));
      case Or(var parts) -> parts.stream().anyMatch(part -> holds(part, row));
      case Exists(var field) -> values(field, row).stream().anyMatch(value -> !value.isEmpty());
      case Compare(var field, var operator, var value) ->
          values(field, row).stream().anyMatch(each -> holds(each, operator, value));
    };
  }

  /// A value is a list: of its elements if it is an array, else of itself; nothing if it is empty.
  private static boolean holds(List<Object> value, Operator operator, Value literal) {
    boolean isArray = value.getFirst() instanceof ValueType;
    if (!isArray) {
      return holds(value.getFirst(), operator, literal);
    }
    List<Object> elements = value.subList(1, value.size());
    return switch (operator) {
      case NOT_EQUAL -> elements.stream().noneMatch(each -> holds(each, Operator.EQUAL, literal));
      case NOT_MATCHES ->
          elements.stream().noneMatch(each -> holds(each, Operator.MATCHES, literal));
      default -> elements.stream().anyMatch(each -> holds(each, operator, literal));
    };
  }

  private static boolean holds(Object value, Operator operator, Value literal) {
    return switch (literal) {
      case Value.Text(var text) ->
          value instanceof String actual
              && switch (operator) {
                case MATCHES -> Regex.of(text).matches(actual);
                case NOT_MATCHES -> !Regex.of(text).matches(actual);
                default -> holds(actual.compareTo(text), operator);
              };
      case Value.Whole(var number) ->
          value instanceof Number actual
              && holds(Double.compare(actual.doubleValue(), (double) number), operator);
      case Value.Real(var number) ->
          value instanceof Number actual
              && holds(Double.compare(actual.doubleValue(), number), operator);
      case Value.Truth(var isTrue) ->
          value instanceof Boolean actual && holds(Boolean.compare(actual, isTrue), operator);
    };
  }

  private static boolean holds(int order, Operator operator) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case MATCHES, NOT_MATCHES -> false;
    };
  }

  private List<List<Object>> values(Field field, int row) {
    List<List<Object>> values = new ArrayList<>();
    switch (field) {
      case Field.Attribute(var scope, var key) -> add(scope, key, row, values);
      case Field.Column.EVENT_NAME -> {
        for (int i = batch.events().start(row); i < batch.events().end(row); i++) {
          values.add(List.of(text(batch.events().name(i))));
        }
      }
      case Field.Column column -> values.add(List.of(column(column, row)));
    }
    values.removeIf(List::isEmpty);
    return values;
  }

  private void add(Field.Scope scope, String key, int row, List<List<Object>> values) {
    Attributes ofResources = batch.resources().attributes();
    switch (scope) {
      case SPAN -> values.add(value(batch.attributes(), row, key));
      case RESOURCE -> values.add(value(ofResources, batch.resource(row), key));
      case ANY -> {
        List<Object> own = value(batch.attributes(), row, key);
        values.add(own.isEmpty() ? value(ofResources, batch.resource(row), key) : own);
      }
      case INSTRUMENTATION -> values.add(value(batch.scopes().attributes(), batch.scope(row), key));
      case EVENT -> {
        for (int i = batch.events().start(row); i < batch.events().end(row); i++) {
          values.add(value(batch.events().attributes(), i, key));
        }
      }
      case LINK -> {
        for (int i = batch.links().start(row); i < batch.links().end(row); i++) {
          values.add(value(batch.links().attributes(), i, key));
        }
      }
    }
  }

  private List<Object> value(Attributes attributes, int owner, String key) {
    int entry = attributes.find(owner, batch.strings().find(key));
    if (entry < 0) {
      return List.of();
    }
    long bits = attributes.value(entry);
    return switch (attributes.type(entry)) {
      case EMPTY -> List.of();
      case STRING -> List.of(text((int) bits));
      case BOOL -> List.of(bits == 1);
      case INT -> List.of(bits);
      case DOUBLE -> List.of(Double.longBitsToDouble(bits));
      case BYTES, MAP -> List.of(new byte[0]);
      case ARRAY -> elements(text((int) bits));
    };
  }

  private static List<Object> elements(String json) {
    List<Object> elements = new ArrayList<>(List.of(ValueType.ARRAY));
    for (String each : json.substring(1, json.length() - 1).split(",", -1)) {
      if (each.startsWith("\"")) {
        elements.add(each.substring(1, each.length() - 1));
      } else if (each.equals("true")) {
        elements.add(true);
      } else if (!each.isEmpty()) {
        elements.add(Double.parseDouble(each));
      }
    }
    return elements;
  }

  private Object column(Field.Column column, int row) {
    return switch (column) {
      case NAME -> text(batch.name(row));
      case SERVICE -> text(batch.resources().name(batch.resource(row)));
      case STATUS -> (long) batch.status(row).ordinal();
      case STATUS_MESSAGE -> text(batch.statusMessage(row));
      case KIND -> (long) batch.kind(row).ordinal();
      case DURATION -> batch.durationNanos(row);
      case TRACE_ID -> batch.traceId(row).hex();
      case SPAN_ID -> HexFormat.of().toHexDigits(batch.spanId(row));
      case PARENT_ID ->
          batch.parentSpanId(row) == 0 ? "" : HexFormat.of().toHexDigits(batch.parentSpanId(row));
      case SCOPE_NAME -> text(batch.scopes().name(batch.scope(row)));
      case SCOPE_VERSION -> text(batch.scopes().version(batch.scope(row)));
      case EVENT_NAME -> throw new IllegalArgumentException("many values: " + column);
    };
  }

  private String text(int id) {
    return batch.strings().get(id);
  }
}
