package dev.clew.server.api.tempo;

import dev.clew.model.Field;
import dev.clew.model.TraceView;
import dev.clew.model.ValueType;
import dev.clew.model.Vocabulary;
import dev.clew.query.run.TraceMatch;
import dev.clew.query.run.field.SpanValue;
import dev.clew.query.run.field.TypedValue;
import dev.clew.query.run.field.Value;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.TagFilter;
import dev.clew.server.api.Searches;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values of a field, sorted by text, then type.
///
/// @param isTruncated whether some were left out
record TagValues(List<Typed> values, boolean isTruncated) {
  private static final Comparator<Typed> ORDER =
      Comparator.comparing(Typed::text).thenComparing(Typed::type);
  private static final TagValues NONE = new TagValues(List.of(), false);

  TagValues {
    values = List.copyOf(values);
  }

  /// A value as text, with the type that an editor goes by.
  record Typed(String type, String text) {}

  /// The values that a field has.
  static TagValues read(Searches searches, TagQuestion question, SpanField field) {
    return switch (field) {
      case Intrinsic intrinsic -> ofIntrinsic(searches, question, intrinsic);
      case Attribute attribute -> ofAttribute(searches, question, attribute);
    };
  }

  private static TagValues ofIntrinsic(
      Searches searches, TagQuestion question, Intrinsic intrinsic) {
    return switch (intrinsic) {
      case STATUS -> keywords(question, "error", "ok", "unset");
      case KIND ->
          keywords(question, "client", "consumer", "internal", "producer", "server", "unspecified");
      case NAME ->
          question.filter() instanceof TagFilter.Everything
              ? names(searches, question)
              : scanned(searches, question, intrinsic);
      case STATUS_MESSAGE,
          ROOT_NAME,
          ROOT_SERVICE_NAME,
          EVENT_NAME,
          INSTRUMENTATION_NAME,
          INSTRUMENTATION_VERSION ->
          scanned(searches, question, intrinsic);
      case DURATION,
          TRACE_DURATION,
          EVENT_TIME_SINCE_START,
          SPAN_ID,
          PARENT_ID,
          TRACE_ID,
          LINK_TRACE_ID,
          LINK_SPAN_ID,
          CHILD_COUNT,
          NESTED_SET_LEFT,
          NESTED_SET_RIGHT,
          NESTED_SET_PARENT,
          PARENT ->
          NONE;
    };
  }

  private static TagValues keywords(TagQuestion question, String... words) {
    SortedSet<Typed> values = new TreeSet<>(ORDER);
    for (String word : words) {
      values.add(new Typed("keyword", word));
    }
    return cut(question, values, false);
  }

  private static TagValues names(Searches searches, TagQuestion question) {
    SortedSet<Typed> values = new TreeSet<>(ORDER);
    try (TraceView view = searches.views().open(searches.deadline())) {
      for (Vocabulary.Operation operation : view.vocabulary().operations(question.range())) {
        values.add(new Typed("string", operation.name()));
      }
    }
    return cut(question, values, false);
  }

  private static TagValues ofAttribute(
      Searches searches, TagQuestion question, Attribute attribute) {
    Field.Scope scope = scope(attribute.scope());
    if (scope == null) {
      return NONE;
    }
    if (!(question.filter() instanceof TagFilter.Everything)) {
      return scanned(searches, question, attribute);
    }
    SortedSet<Typed> values = new TreeSet<>(ORDER);
    try (TraceView view = searches.views().open(searches.deadline())) {
      Vocabulary.Values known =
          view.vocabulary().values(new Field.Attribute(scope, attribute.name()), question.range());
      for (Vocabulary.Value value : known.values()) {
        String type = type(value.type());
        if (type != null) {
          values.add(new Typed(type, value.text()));
        }
      }
      return cut(question, values, known.isTruncated());
    }
  }

  private static Field.@Nullable Scope scope(Scope scope) {
    return switch (scope) {
      case ANY -> Field.Scope.ANY;
      case SPAN -> Field.Scope.SPAN;
      case RESOURCE -> Field.Scope.RESOURCE;
      case EVENT -> Field.Scope.EVENT;
      case LINK -> Field.Scope.LINK;
      case INSTRUMENTATION -> Field.Scope.INSTRUMENTATION;
      case PARENT, PARENT_SPAN, PARENT_RESOURCE -> null;
    };
  }

  private static @Nullable String type(ValueType type) {
    return switch (type) {
      case STRING -> "string";
      case INT -> "int";
      case DOUBLE -> "float";
      case BOOL -> "bool";
      case EMPTY, BYTES, ARRAY, MAP -> null;
    };
  }

  /// The values at the spans that the question means.
  private static TagValues scanned(Searches searches, TagQuestion question, SpanField field) {
    SortedSet<Typed> values = new TreeSet<>(ORDER);
    long end = System.nanoTime() + searches.deadline().toNanos();
    try (TraceView view = searches.views().open(searches.deadline())) {
      boolean isAll =
          new MatchingSpans(view, question.range(), end)
              .show(
                  MatchingSpans.condition(question.filter()),
                  (_, compiler) -> {
                    SpanValue value = compiler.value(field);
                    return (at, _) -> add(values, value.typed(at));
                  });
      return cut(question, values, !isAll);
    }
  }

  private static void add(SortedSet<Typed> values, TypedValue value) {
    switch (value.type()) {
      case TEXT -> {
        if (value.raw() instanceof Value.Text(var text)
            && !text.isEmpty()
            && !text.equals(TraceMatch.ROOT_NOT_RECEIVED)) {
          values.add(new Typed("string", text));
        }
      }
      case INTEGER -> {
        if (value.raw() instanceof Value.Whole(var number)) {
          values.add(new Typed("int", Long.toString(number)));
        }
      }
      case REAL -> {
        if (value.raw() instanceof Value.Real(var number)) {
          values.add(new Typed("float", Double.toString(number)));
        }
      }
      case BOOLEAN -> {
        if (value.raw() instanceof Value.Truth(var isTrue)) {
          values.add(new Typed("bool", Boolean.toString(isTrue)));
        }
      }
      case NIL, DURATION, STATUS, KIND, ARRAY, BYTES, MAP -> {}
    }
  }

  private static TagValues cut(TagQuestion question, SortedSet<Typed> values, boolean isPartial) {
    return new TagValues(
        values.stream().limit(question.limit()).toList(),
        isPartial || values.size() > question.limit());
  }
}
