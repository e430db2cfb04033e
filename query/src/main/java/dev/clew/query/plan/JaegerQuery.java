package dev.clew.query.plan;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Jaeger's search asks: one span of the trace has all of it.
///
/// @param service exact name; null for any
/// @param operation exact name of the span; null for any
/// @param minDurationNanos least duration of the span, itself included
/// @param maxDurationNanos greatest duration of the span, itself included; 0 for no bound
public record JaegerQuery(
    @Nullable String service,
    @Nullable String operation,
    List<Tag> tags,
    long minDurationNanos,
    long maxDurationNanos) {
  private static final Attribute SERVICE = new Attribute(Scope.RESOURCE, "service.name");
  private static final List<Scope> PLACES =
      List.of(Scope.SPAN, Scope.RESOURCE, Scope.INSTRUMENTATION, Scope.EVENT, Scope.LINK);

  public JaegerQuery {
    tags = List.copyOf(tags);
  }

  /// An attribute of the span, its resource, its scope, an event or a link that has one of these
  /// values. Facts that Jaeger shows as tags, such as `error` and `span.kind`, count as such.
  public record Tag(String key, List<Literal> values) {
    public Tag {
      values = List.copyOf(values);
    }

    /// A value whose type is known.
    public static Tag of(String key, Literal value) {
      return new Tag(key, List.of(value));
    }

    /// A value that was given as text and may be meant as a number or a boolean.
    public static Tag ofText(String key, String text) {
      Stream<Literal> meanings =
          Stream.concat(
              Stream.of(new Literal.Text(text)), UntypedText.otherMeanings(text).stream());
      return new Tag(key, meanings.toList());
    }
  }

  /// The same in TraceQL.
  public Query.Search toTraceQl() {
    List<FieldExpression> parts = new ArrayList<>();
    if (service != null) {
      parts.add(Filters.equal(SERVICE, new Literal.Text(service)));
    }
    if (operation != null) {
      parts.add(Filters.equal(Intrinsic.NAME, new Literal.Text(operation)));
    }
    if (minDurationNanos > 0) {
      parts.add(duration(ComparisonOperator.GREATER_OR_EQUAL, minDurationNanos));
    }
    if (maxDurationNanos > 0) {
      parts.add(duration(ComparisonOperator.LESS_OR_EQUAL, maxDurationNanos));
    }
    tags.forEach(tag -> parts.add(expression(tag)));
    return Filters.query(parts);
  }

  private static FieldExpression duration(ComparisonOperator operator, long nanos) {
    return new Comparison(operator, Intrinsic.DURATION, new Literal.Duration(nanos));
  }

  private static FieldExpression expression(Tag tag) {
    List<FieldExpression> alternatives = new ArrayList<>();
    for (Literal value : tag.values()) {
      for (Scope place : PLACES) {
        alternatives.add(Filters.equal(new Attribute(place, tag.key()), value));
      }
      FieldExpression fact = fact(tag.key(), value);
      if (fact != null) {
        alternatives.add(fact);
      }
    }
    return Filters.any(alternatives);
  }

  /// What else a tag may stand for, for Jaeger shows it as one.
  private static @Nullable FieldExpression fact(String key, Literal value) {
    if (key.equals("error") && value.equals(new Literal.Bool(true))) {
      return Filters.equal(Intrinsic.STATUS, new Literal.Status(SpanStatus.ERROR));
    }
    if (!(value instanceof Literal.Text(var text))) {
      return null;
    }
    return switch (key) {
      case "span.kind" -> kind(text);
      case "otel.status_code" -> status(text);
      case "otel.status_description" -> Filters.equal(Intrinsic.STATUS_MESSAGE, value);
      case "otel.scope.name", "otel.library.name" ->
          Filters.equal(Intrinsic.INSTRUMENTATION_NAME, value);
      case "otel.scope.version", "otel.library.version" ->
          Filters.equal(Intrinsic.INSTRUMENTATION_VERSION, value);
      case "event" -> Filters.equal(Intrinsic.EVENT_NAME, value);
      default -> null;
    };
  }

  private static @Nullable FieldExpression kind(String text) {
    return Stream.of(SpanKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .map(kind -> Filters.equal(Intrinsic.KIND, new Literal.Kind(kind)))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable FieldExpression status(String text) {
    return Stream.of(SpanStatus.values())
        .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
        .map(status -> Filters.equal(Intrinsic.STATUS, new Literal.Status(status)))
        .findFirst()
        .orElse(null);
  }
}
