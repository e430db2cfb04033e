package dev.clew.pipeline.ottl;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates conditions the plain way: a span as a map of Java objects, a tree walked for each row.
final class Reference {
  private final Map<String, Object> span = new HashMap<>();

  Reference(SpanBatch batch, int row) {
    span.put("name", batch.strings().get(batch.name(row)));
    span.put("kind", (long) batch.kind(row).ordinal());
    span.put("status.code", (long) batch.status(row).ordinal());
    span.put("status.message", batch.strings().get(batch.statusMessage(row)));
    span.put("start_time_unix_nano", batch.startNanos(row));
    span.put("end_time_unix_nano", batch.endNanos(row));
    HexFormat hex = HexFormat.of();
    span.put(
        "trace_id.string",
        hex.toHexDigits(batch.traceIdHigh(row)) + hex.toHexDigits(batch.traceIdLow(row)));
    span.put(
        "parent_span_id.string",
        batch.parentSpanId(row) == 0 ? "" : hex.toHexDigits(batch.parentSpanId(row)));
    put("attributes.", batch, batch.attributes(), row);
    put("resource.attributes.", batch, batch.resources().attributes(), batch.resource(row));
    span.put("instrumentation_scope.name", batch.strings().get(scopeName(batch, row)));
  }

  private static int scopeName(SpanBatch batch, int row) {
    return batch.scopes().name(batch.scope(row));
  }

  private void put(String prefix, SpanBatch batch, Attributes attributes, int owner) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      long value = attributes.value(entry);
      ValueType type = attributes.type(entry);
      Object object =
          switch (type) {
            case STRING -> batch.strings().get((int) value);
            case BOOL -> value != 0;
            case INT -> value;
            case DOUBLE -> Double.longBitsToDouble(value);
            case ARRAY -> List.of(batch.strings().get((int) value));
            case EMPTY, BYTES, MAP -> throw new IllegalArgumentException(type.toString());
          };
      span.put(prefix + batch.strings().get(attributes.key(entry)), object);
    }
  }

  boolean holds(Tree.Condition condition) {
    return switch (condition) {
      case Tree.Not(Tree.Condition inner) -> !holds(inner);
      case Tree.All(List<Tree.Condition> all) -> all.stream().allMatch(this::holds);
      case Tree.Any(List<Tree.Condition> any) -> any.stream().anyMatch(this::holds);
      case Tree.Truth(Tree.Expression value) -> Boolean.TRUE.equals(evaluate(value));
      case Tree.Comparison(Operator operator, Tree.Expression left, Tree.Expression right) ->
          compare(operator, evaluate(left), evaluate(right));
    };
  }

  private static boolean compare(Operator operator, @Nullable Object left, @Nullable Object right) {
    int order;
    if (left == null && right == null) {
      order = 0;
    } else if (left instanceof String a && right instanceof String b) {
      order = a.compareTo(b);
    } else if (left instanceof Boolean a && right instanceof Boolean b) {
      order = a.compareTo(b);
    } else if (left instanceof Number a && right instanceof Number b) {
      order = number(a).compareTo(number(b));
    } else {
      return operator == Operator.NOT_EQUAL;
    }
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static BigDecimal number(Number number) {
    return number instanceof Double real
        ? BigDecimal.valueOf(real)
        : BigDecimal.valueOf(number.longValue());
  }

  private @Nullable Object evaluate(Tree.Expression expression) {
    return switch (expression) {
      case Tree.Literal(Value.Text(String text)) -> text;
      case Tree.Literal(Value.Int(long number)) -> number;
      case Tree.Literal(Value.Real(double number)) -> number;
      case Tree.Literal(Value.Bool(boolean truth)) -> truth;
      case Tree.Literal(Value.Nil _) -> null;
      case Tree.EnumName(String name) -> (long) List.of("UNSET", "OK", "ERROR").indexOf(last(name));
      case Tree.Path path -> span.get(key(path));
      case Tree.Arithmetic(char operator, Tree.Expression left, Tree.Expression right) ->
          arithmetic(operator, (Long) evaluate(left), (Long) evaluate(right));
      case Tree.Call call -> call(call);
      case Tree.Literal _, Tree.Items _, Tree.Entries _ ->
          throw new IllegalArgumentException(expression.toString());
    };
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('_') + 1);
  }

  private static String key(Tree.Path path) {
    StringBuilder key = new StringBuilder();
    for (Tree.Segment segment : path.segments()) {
      key.append(key.isEmpty() ? "" : ".").append(segment.name());
      segment.keys().forEach(each -> key.append('.').append(each));
    }
    String text = key.toString();
    return text.startsWith("span.") ? text.substring(5) : text;
  }

  private static long arithmetic(char operator, @Nullable Long left, @Nullable Long right) {
    if (left == null || right == null) {
      throw new IllegalArgumentException("no number");
    }
    return operator == '-' ? left - right : left + right;
  }

  private Object call(Tree.Call call) {
    Object target = evaluate(call.arguments().getFirst().value());
    return switch (call.function()) {
      case "IsString" -> target instanceof String;
      case "IsInt" -> target instanceof Long;
      case "IsBool" -> target instanceof Boolean;
      case "IsMatch" -> target != null && matches(target, call);
      default -> throw new IllegalArgumentException(call.function());
    };
  }

  private boolean matches(Object target, Tree.Call call) {
    String text =
        target instanceof Double real
            ? new BigDecimal(real.toString()).stripTrailingZeros().toPlainString()
            : target instanceof List<?> list ? (String) list.getFirst() : target.toString();
    String pattern = (String) evaluate(call.arguments().get(1).value());
    return Pattern.compile(String.valueOf(pattern)).matcher(text).find();
  }
}
