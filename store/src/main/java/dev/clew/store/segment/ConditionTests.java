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
import dev.clew.store.parquet.ColumnTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// A condition as tests on the Parquet columns of one segment: true at least wherever the condition
/// holds. What the segment's statistics already decide becomes a constant, so that most segments
/// are never opened.
final class ConditionTests {
  private final SegmentInfo info;
  private final ValueFilter filter;
  private final SpanBatch origins;
  private final Predicate<TraceId> mayHold;
  private final TextTests texts;

  /// @param mayHold whether some row may belong to a trace
  /// @param texts tests that other segments share
  ConditionTests(
      SegmentInfo info,
      ValueFilter filter,
      SpanBatch origins,
      Predicate<TraceId> mayHold,
      TextTests texts) {
    this.info = info;
    this.filter = filter;
    this.origins = origins;
    this.mayHold = mayHold;
    this.texts = texts;
  }

  RowTest of(Condition condition) {
    return switch (condition) {
      case Condition.Everything _ -> RowTest.always();
      case Condition.And(List<Condition> parts) -> all(parts);
      case Condition.Or(List<Condition> parts) ->
          RowTest.any(parts.stream().map(this::of).toList());
      case Condition.Exists(Field field) -> exists(field);
      case Compare compare -> compare(compare);
    };
  }

  private RowTest all(List<Condition> parts) {
    List<RowTest> tests = new ArrayList<>();
    for (Condition part : parts) {
      RowTest test = of(part);
      if (test.equals(RowTest.never())) {
        return test;
      }
      tests.add(test);
    }
    return RowTest.all(tests);
  }

  private RowTest exists(Field field) {
    return switch (field) {
      case Column _ -> RowTest.always();
      case Attribute(Scope scope, String key) ->
          switch (scope) {
            case SPAN -> spanHas(key);
            case RESOURCE -> resources(key, (_, _) -> true);
            case INSTRUMENTATION -> scopes(key, (_, _) -> true);
            case ANY -> RowTest.any(List.of(spanHas(key), resources(key, (_, _) -> true)));
            case EVENT -> nested(Scope.EVENT, "events", key);
            case LINK -> nested(Scope.LINK, "links", key);
          };
    };
  }

  private RowTest compare(Compare compare) {
    ValueTest test = ValueTest.of(compare);
    return switch (compare.field()) {
      case Column column -> column(column, compare, test);
      case Attribute(Scope scope, String key) -> {
        RowMatcher.EntryTest entry =
            (attributes, at) ->
                test.test(attributes.type(at), attributes.value(at), origins.strings());
        yield switch (scope) {
          case SPAN -> span(key, compare, test);
          case RESOURCE -> resources(key, entry);
          case INSTRUMENTATION -> scopes(key, entry);
          case ANY -> RowTest.any(List.of(span(key, compare, test), resources(key, entry)));
          case EVENT -> nested(Scope.EVENT, "events", key);
          case LINK -> nested(Scope.LINK, "links", key);
        };
      }
    };
  }

  private RowTest column(Column column, Compare compare, ValueTest test) {
    return switch (column) {
      case NAME -> text("name", compare, false);
      case STATUS_MESSAGE -> text("status_message", compare, TextTests.passesEmpty(compare));
      case STATUS -> whole("status", compare, test);
      case KIND -> whole("kind", compare, test);
      case DURATION -> duration(whole("duration_nanos", compare, test), test);
      case SERVICE -> byName(origins.resources(), "resource_id", test);
      case SCOPE_NAME -> byName(origins.scopes(), "scope_id", test);
      case TRACE_ID -> traceId(compare);
      case SCOPE_VERSION, SPAN_ID, PARENT_ID -> RowTest.always();
      case EVENT_NAME ->
          info.hasColumn("events")
              ? new RowTest.OfColumn("events", new ColumnTest.Present())
              : RowTest.never();
    };
  }

  private RowTest traceId(Compare compare) {
    if (compare.operator() != Operator.EQUAL
        || !(compare.value() instanceof Value.Text(var text))) {
      return RowTest.always();
    }
    TraceId id = TraceId.parse(text);
    return id == null || !mayHold.test(id)
        ? RowTest.never()
        : new RowTest.OfColumn("trace_id", new ColumnTest.Id(id.high(), id.low()));
  }

  private RowTest text(String column, Compare compare, boolean passesAbsent) {
    if (!(compare.value() instanceof Value.Text(String text))) {
      return RowTest.never();
    }
    return new RowTest.OfColumn(
        column, new ColumnTest.Texts(texts.of(compare, text), passesAbsent));
  }

  private static RowTest whole(String column, Compare compare, ValueTest test) {
    if (!(compare.value() instanceof Value.Whole(long number))) {
      return numbers(column, test::test);
    }
    return switch (compare.operator()) {
      case EQUAL -> between(column, number, number, true);
      case NOT_EQUAL -> between(column, number, number, false);
      case LESS ->
          number == Long.MIN_VALUE
              ? RowTest.never()
              : between(column, Long.MIN_VALUE, number - 1, true);
      case LESS_OR_EQUAL -> between(column, Long.MIN_VALUE, number, true);
      case GREATER ->
          number == Long.MAX_VALUE
              ? RowTest.never()
              : between(column, number + 1, Long.MAX_VALUE, true);
      case GREATER_OR_EQUAL -> between(column, number, Long.MAX_VALUE, true);
      case MATCHES, NOT_MATCHES -> numbers(column, test::test);
    };
  }

  private static RowTest between(String column, long least, long greatest, boolean isInside) {
    return new RowTest.OfColumn(column, new ColumnTest.Between(least, greatest, isInside));
  }

  private static RowTest numbers(String column, LongPredicate test) {
    return new RowTest.OfColumn(column, new ColumnTest.Numbers(test));
  }

  /// A span that ends before it starts took no time: below zero all are as zero.
  private static RowTest duration(RowTest stored, ValueTest test) {
    if (!(stored instanceof RowTest.OfColumn(String column, ColumnTest.Between range))) {
      return stored.equals(RowTest.never())
          ? stored
          : numbers("duration_nanos", nanos -> test.test(Math.max(0, nanos)));
    }
    boolean hasZero = range.least() <= 0 && range.greatest() >= 0;
    long least = hasZero ? Long.MIN_VALUE : range.least();
    if (range.greatest() < 0) {
      return range.isInside() ? RowTest.never() : RowTest.always();
    }
    return between(column, least, range.greatest(), range.isInside());
  }

  private RowTest span(String key, Compare compare, ValueTest test) {
    long[] counts = info.keys().get(new KeyStatistics.Key(Scope.SPAN, key));
    if (counts == null) {
      return info.areKeysComplete() ? RowTest.never() : RowTest.always();
    }
    if (isAbsent(key, compare, counts)) {
      return RowTest.never();
    }
    List<RowTest> places = new ArrayList<>();
    for (ValueType type : typesOf(compare.value())) {
      if (counts[type.ordinal()] > 0) {
        Layout.Dedicated column = new Layout.Dedicated(key, type);
        places.add(
            info.layout().columns().contains(column)
                ? dedicated(column, compare, test)
                : inRest(key, compare));
      }
    }
    if (counts[ValueType.ARRAY.ordinal()] > 0) {
      places.add(containing("attributes", JsonText.key(key)));
    }
    return RowTest.any(places);
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

  private RowTest dedicated(Layout.Dedicated column, Compare compare, ValueTest test) {
    String name = column.column();
    return switch (column.type()) {
      case STRING -> text(name, compare, false);
      case INT -> whole(name, compare, test);
      case DOUBLE -> numbers(name, bits -> test.test(Double.longBitsToDouble(bits)));
      case BOOL -> numbers(name, bit -> test.test(bit != 0));
      case EMPTY, BYTES, ARRAY, MAP -> throw new IllegalStateException(name);
    };
  }

  private static RowTest containing(String column, String part) {
    return new RowTest.OfColumn(column, new ColumnTest.Texts(TextTests.containing(part), false));
  }

  private static RowTest inRest(String key, Compare compare) {
    boolean isExact = compare.operator() == Operator.EQUAL && compare.value() instanceof Value.Text;
    return containing(
        "attributes",
        isExact && compare.value() instanceof Value.Text(String text)
            ? JsonText.pair(key, text)
            : JsonText.key(key));
  }

  private RowTest spanHas(String key) {
    long[] counts = info.keys().get(new KeyStatistics.Key(Scope.SPAN, key));
    if (counts == null) {
      return info.areKeysComplete() ? RowTest.never() : RowTest.always();
    }
    List<RowTest> places = new ArrayList<>();
    boolean mayBeInRest = false;
    for (ValueType type : ValueType.values()) {
      if (counts[type.ordinal()] > 0) {
        Layout.Dedicated column = new Layout.Dedicated(key, type);
        if (info.layout().columns().contains(column)) {
          places.add(new RowTest.OfColumn(column.column(), new ColumnTest.Present()));
        } else {
          mayBeInRest = true;
        }
      }
    }
    if (mayBeInRest) {
      places.add(containing("attributes", JsonText.key(key)));
    }
    return RowTest.any(places);
  }

  private RowTest nested(Scope scope, String column, String key) {
    boolean isKnown = info.keys().containsKey(new KeyStatistics.Key(scope, key));
    if (!isKnown) {
      return info.areKeysComplete() ? RowTest.never() : RowTest.always();
    }
    return containing(column, JsonText.key(key));
  }

  private RowTest resources(String key, RowMatcher.EntryTest test) {
    int id = origins.strings().find(key);
    return in(
        "resource_id", RowMatcher.origins(origins.resources(), id, test), origins.resources());
  }

  private RowTest scopes(String key, RowMatcher.EntryTest test) {
    int id = origins.strings().find(key);
    return in("scope_id", RowMatcher.origins(origins.scopes(), id, test), origins.scopes());
  }

  private RowTest byName(Origins table, String column, ValueTest test) {
    BitSet rows = new BitSet();
    for (int row = 0; row < table.size(); row++) {
      rows.set(row, test.test(origins.strings().get(table.name(row))));
    }
    return in(column, rows, table);
  }

  private static RowTest in(String column, BitSet rows, Origins table) {
    if (rows.isEmpty()) {
      return RowTest.never();
    }
    if (rows.cardinality() == table.size()) {
      return RowTest.always();
    }
    return numbers(column, id -> id >= 0 && id < table.size() && rows.get((int) id));
  }
}
