package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Condition;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Field;
import dev.clew.model.Field.Attribute;
import dev.clew.model.Field.Column;
import dev.clew.model.Field.Scope;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

/// Tests the rows of one unsealed chunk against a condition. Names and literals are looked up in
/// the dictionary of the chunk once.
public final class RowMatcher {
  private static final int MAX_TEXT_MEMO = 1 << 20;

  private final SpanBatch batch;
  private final Strings strings;

  private RowMatcher(SpanBatch batch) {
    this.batch = batch;
    this.strings = batch.strings();
  }

  /// A test on the rows of the batch, which must not grow meanwhile.
  public static IntPredicate of(Condition condition, SpanBatch batch) {
    return new RowMatcher(batch).compile(condition);
  }

  private IntPredicate compile(Condition condition) {
    return switch (condition) {
      case Condition.Everything _ -> _ -> true;
      case Condition.And(List<Condition> parts) ->
          parts.stream().map(this::compile).reduce(_ -> true, IntPredicate::and);
      case Condition.Or(List<Condition> parts) ->
          parts.stream().map(this::compile).reduce(_ -> false, IntPredicate::or);
      case Condition.Exists(Field field) -> exists(field);
      case Compare compare -> compare(compare);
    };
  }

  private IntPredicate exists(Field field) {
    return switch (field) {
      case Column _ -> _ -> true;
      case Attribute(Scope scope, String key) -> inScope(scope, strings.find(key), (_, _) -> true);
    };
  }

  private IntPredicate compare(Compare compare) {
    ValueTest test = ValueTest.of(compare);
    return switch (compare.field()) {
      case Column column -> column(column, test);
      case Attribute(Scope scope, String key) ->
          inScope(
              scope,
              strings.find(key),
              (attributes, entry) ->
                  test.test(attributes.type(entry), attributes.value(entry), strings));
    };
  }

  private IntPredicate column(Column column, ValueTest test) {
    return switch (column) {
      case NAME -> text(batch::name, test);
      case STATUS_MESSAGE -> text(batch::statusMessage, test);
      case SERVICE -> text(row -> batch.resources().name(batch.resource(row)), test);
      case SCOPE_NAME -> text(row -> batch.scopes().name(batch.scope(row)), test);
      case SCOPE_VERSION -> text(row -> batch.scopes().version(batch.scope(row)), test);
      case STATUS -> row -> test.test((long) batch.status(row).ordinal());
      case KIND -> row -> test.test((long) batch.kind(row).ordinal());
      case DURATION -> row -> test.test(batch.durationNanos(row));
      case TRACE_ID ->
          row -> test.test(new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)).hex());
      case SPAN_ID -> row -> test.test(hex(batch.spanId(row)));
      case PARENT_ID ->
          row -> test.test(batch.parentSpanId(row) == 0 ? "" : hex(batch.parentSpanId(row)));
      case EVENT_NAME -> this::hasEvents;
    };
  }

  /// The string id of a row.
  private interface TextOf {
    int of(int row);
  }

  /// Each distinct text is tested once.
  private IntPredicate text(TextOf id, ValueTest test) {
    if (strings.size() > MAX_TEXT_MEMO) {
      return row -> test.test(strings.get(id.of(row)));
    }
    BitSet known = new BitSet();
    BitSet holds = new BitSet();
    return row -> {
      int text = id.of(row);
      if (!known.get(text)) {
        known.set(text);
        holds.set(text, test.test(strings.get(text)));
      }
      return holds.get(text);
    };
  }

  private boolean hasEvents(int row) {
    return batch.events().end(row) > batch.events().start(row);
  }

  /// A test on one entry.
  interface EntryTest {
    boolean test(Attributes attributes, int entry);
  }

  private IntPredicate inScope(Scope scope, int key, EntryTest test) {
    if (key < 0) {
      return _ -> false;
    }
    return switch (scope) {
      case SPAN -> row -> holds(batch.attributes(), row, key, test);
      case RESOURCE -> row -> holds(batch.resources().attributes(), batch.resource(row), key, test);
      case INSTRUMENTATION ->
          row -> holds(batch.scopes().attributes(), batch.scope(row), key, test);
      case ANY ->
          row ->
              holds(batch.attributes(), row, key, test)
                  || holds(batch.resources().attributes(), batch.resource(row), key, test);
      case EVENT -> this::hasEvents;
      case LINK -> row -> batch.links().end(row) > batch.links().start(row);
    };
  }

  private static boolean holds(Attributes attributes, int owner, int key, EntryTest test) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      if (attributes.key(entry) == key && test.test(attributes, entry)) {
        return true;
      }
    }
    return false;
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  /// The rows of a table of resources or scopes that have an entry of this key which passes.
  static BitSet origins(Origins table, int key, EntryTest test) {
    BitSet rows = new BitSet();
    for (int row = 0; key >= 0 && row < table.size(); row++) {
      rows.set(row, holds(table.attributes(), row, key, test));
    }
    return rows;
  }
}
