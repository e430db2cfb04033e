package dev.clew.store.segment;

import dev.clew.model.Condition;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Operator;
import dev.clew.model.Condition.Value;
import dev.clew.model.Field;
import dev.clew.model.Field.Attribute;
import dev.clew.model.Field.Column;
import dev.clew.model.Field.Scope;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/// A condition as SQL over the Parquet columns of one segment, as an oracle for [ConditionTests].
final class ConditionSql {
  static final String NEVER = "false";
  static final String ALWAYS = "true";

  private final SegmentInfo info;
  private final ValueFilter filter;
  private final SpanBatch origins;

  ConditionSql(SegmentInfo info, ValueFilter filter, SpanBatch origins) {
    this.info = info;
    this.filter = filter;
    this.origins = origins;
  }

  String of(Condition condition) {
    return switch (condition) {
      case Condition.Everything _ -> ALWAYS;
      case Condition.And(List<Condition> parts) -> and(parts);
      case Condition.Or(List<Condition> parts) ->
          any(parts.stream().map(this::of).collect(Collectors.toCollection(ArrayList::new)));
      case Condition.Exists(Field field) -> exists(field);
      case Compare compare -> compare(compare);
    };
  }

  private String and(List<Condition> parts) {
    List<String> texts = new ArrayList<>();
    for (Condition part : parts) {
      String text = of(part);
      if (text.equals(NEVER)) {
        return NEVER;
      }
      if (!text.equals(ALWAYS)) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? ALWAYS : texts.stream().collect(Collectors.joining(" AND ", "(", ")"));
  }

  private static String any(List<String> texts) {
    if (texts.contains(ALWAYS)) {
      return ALWAYS;
    }
    texts.removeIf(NEVER::equals);
    return texts.isEmpty() ? NEVER : texts.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String exists(Field field) {
    return switch (field) {
      case Column _ -> ALWAYS;
      case Attribute(Scope scope, String key) ->
          switch (scope) {
            case SPAN -> spanHas(key);
            case RESOURCE -> resources(key, (_, _) -> true);
            case INSTRUMENTATION -> scopes(key, (_, _) -> true);
            case ANY -> any(listOf(spanHas(key), resources(key, (_, _) -> true)));
            case EVENT -> nested(Scope.EVENT, "events", key);
            case LINK -> nested(Scope.LINK, "links", key);
          };
    };
  }

  private String compare(Compare compare) {
    ValueTest test = ValueTest.of(compare);
    return switch (compare.field()) {
      case Column column -> column(column, compare, test);
      case Attribute(Scope scope, String key) -> {
        RowMatcher.EntryTest entry =
            (attributes, at) ->
                test.test(attributes.type(at), attributes.value(at), origins.strings());
        yield switch (scope) {
          case SPAN -> span(key, compare);
          case RESOURCE -> resources(key, entry);
          case INSTRUMENTATION -> scopes(key, entry);
          case ANY -> any(listOf(span(key, compare), resources(key, entry)));
          case EVENT -> nested(Scope.EVENT, "events", key);
          case LINK -> nested(Scope.LINK, "links", key);
        };
      }
    };
  }

  private String column(Column column, Compare compare, ValueTest test) {
    return switch (column) {
      case NAME -> relation("name", compare);
      case STATUS_MESSAGE -> relation("coalesce(status_message, '')", compare, "status_message");
      case STATUS -> relation("status", compare);
      case KIND -> relation("kind", compare);
      case DURATION -> relation("greatest(duration_nanos, 0)", compare, "duration_nanos");
      case SERVICE -> byName(origins.resources(), "resource_id", test);
      case SCOPE_NAME -> byName(origins.scopes(), "scope_id", test);
      case TRACE_ID -> traceId(compare);
      case SCOPE_VERSION, SPAN_ID, PARENT_ID -> ALWAYS;
      case EVENT_NAME -> info.hasColumn("events") ? "events IS NOT NULL" : NEVER;
    };
  }

  private static String traceId(Compare compare) {
    if (compare.operator() != Operator.EQUAL
        || !(compare.value() instanceof Value.Text(var text))) {
      return ALWAYS;
    }
    TraceId id = TraceId.parse(text);
    return id == null ? NEVER : "trace_id = " + SqlText.uuid(id);
  }

  /// Comparisons of a column that has no value for rows where an optional column is absent.
  private String relation(String expression, Compare compare, String column) {
    if (column.equals("status_message") && !info.hasColumn(column)) {
      return relation("''", compare);
    }
    boolean isPlain =
        column.equals("duration_nanos")
            && (compare.operator() == Operator.GREATER
                || compare.operator() == Operator.GREATER_OR_EQUAL)
            && compare.value() instanceof Value.Whole(long least)
            && least > 0;
    return relation(isPlain ? column : expression, compare);
  }

  private static String relation(String expression, Compare compare) {
    String literal =
        switch (compare.value()) {
          case Value.Text(String text) -> SqlText.quoted(text);
          case Value.Whole(long number) -> Long.toString(number);
          case Value.Real(double number) -> SqlText.real(number);
          case Value.Truth(boolean isTrue) -> Boolean.toString(isTrue);
        };
    return switch (compare.operator()) {
      case EQUAL -> expression + " = " + literal;
      case NOT_EQUAL -> expression + " <> " + literal;
      case LESS -> expression + " < " + literal;
      case LESS_OR_EQUAL -> expression + " <= " + literal;
      case GREATER -> expression + " > " + literal;
      case GREATER_OR_EQUAL -> expression + " >= " + literal;
      case MATCHES -> "regexp_full_match(" + expression + ", " + literal + ", 's')";
      case NOT_MATCHES -> "NOT regexp_full_match(" + expression + ", " + literal + ", 's')";
    };
  }

  private String span(String key, Compare compare) {
    long[] counts = info.keys().get(new KeyStatistics.Key(Scope.SPAN, key));
    if (counts == null) {
      return info.areKeysComplete() ? NEVER : ALWAYS;
    }
    if (isAbsent(key, compare, counts)) {
      return NEVER;
    }
    List<String> places = new ArrayList<>();
    for (ValueType type : typesOf(compare.value())) {
      if (counts[type.ordinal()] > 0) {
        Layout.Dedicated column = new Layout.Dedicated(key, type);
        places.add(
            info.layout().columns().contains(column)
                ? relation(SqlText.name(column.column()), compare)
                : inRest(key, compare));
      }
    }
    if (counts[ValueType.ARRAY.ordinal()] > 0) {
      places.add(SqlText.contains("attributes", JsonText.key(key)));
    }
    return any(places);
  }

  private boolean isAbsent(String key, Compare compare, long[] counts) {
    return compare.operator() == Operator.EQUAL
        && compare.value() instanceof Value.Text(String text)
        && counts[ValueType.ARRAY.ordinal()] == 0
        && !filter.mayContain(ValueFilter.pair(key, text));
  }

  private static List<ValueType> typesOf(Value value) {
    return switch (value) {
      case Value.Text _ -> List.of(ValueType.STRING);
      case Value.Whole _, Value.Real _ -> List.of(ValueType.INT, ValueType.DOUBLE);
      case Value.Truth _ -> List.of(ValueType.BOOL);
    };
  }

  private static String inRest(String key, Compare compare) {
    boolean isExact = compare.operator() == Operator.EQUAL && compare.value() instanceof Value.Text;
    return SqlText.contains(
        "attributes",
        isExact && compare.value() instanceof Value.Text(String text)
            ? JsonText.pair(key, text)
            : JsonText.key(key));
  }

  private String spanHas(String key) {
    long[] counts = info.keys().get(new KeyStatistics.Key(Scope.SPAN, key));
    if (counts == null) {
      return info.areKeysComplete() ? NEVER : ALWAYS;
    }
    List<String> places = new ArrayList<>();
    boolean mayBeInRest = false;
    for (ValueType type : ValueType.values()) {
      if (counts[type.ordinal()] > 0) {
        Layout.Dedicated column = new Layout.Dedicated(key, type);
        if (info.layout().columns().contains(column)) {
          places.add(SqlText.name(column.column()) + " IS NOT NULL");
        } else {
          mayBeInRest = true;
        }
      }
    }
    if (mayBeInRest) {
      places.add(SqlText.contains("attributes", JsonText.key(key)));
    }
    return any(places);
  }

  private String nested(Scope scope, String column, String key) {
    boolean isKnown = info.keys().containsKey(new KeyStatistics.Key(scope, key));
    if (!isKnown) {
      return info.areKeysComplete() ? NEVER : ALWAYS;
    }
    return SqlText.contains(column, JsonText.key(key));
  }

  private String resources(String key, RowMatcher.EntryTest test) {
    int id = origins.strings().find(key);
    return in(
        "resource_id", RowMatcher.origins(origins.resources(), id, test), origins.resources());
  }

  private String scopes(String key, RowMatcher.EntryTest test) {
    int id = origins.strings().find(key);
    return in("scope_id", RowMatcher.origins(origins.scopes(), id, test), origins.scopes());
  }

  private String byName(Origins table, String column, ValueTest test) {
    BitSet rows = new BitSet();
    for (int row = 0; row < table.size(); row++) {
      rows.set(row, test.test(origins.strings().get(table.name(row))));
    }
    return in(column, rows, table);
  }

  private static String in(String column, BitSet rows, Origins table) {
    if (rows.isEmpty()) {
      return NEVER;
    }
    if (rows.cardinality() == table.size()) {
      return ALWAYS;
    }
    return rows.stream()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  private static List<String> listOf(String first, String second) {
    return new ArrayList<>(List.of(first, second));
  }
}
