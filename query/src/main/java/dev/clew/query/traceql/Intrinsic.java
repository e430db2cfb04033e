package dev.clew.query.traceql;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A field that every span or trace has by itself, whatever its attributes.
public enum Intrinsic implements SpanField {
  DURATION("duration", "span:duration", FieldType.DURATION),
  NAME("name", "span:name", FieldType.STRING),
  STATUS("status", "span:status", FieldType.STATUS),
  STATUS_MESSAGE("statusMessage", "span:statusMessage", FieldType.STRING),
  KIND("kind", "span:kind", FieldType.KIND),
  SPAN_ID("span:id", FieldType.STRING),
  PARENT_ID("span:parentID", FieldType.STRING),
  TRACE_ID("trace:id", FieldType.STRING),
  /// Number of direct children that the trace holds.
  CHILD_COUNT("span:childCount", FieldType.INTEGER),
  TRACE_DURATION("traceDuration", "trace:duration", FieldType.DURATION),
  ROOT_NAME("rootName", "trace:rootName", FieldType.STRING),
  ROOT_SERVICE_NAME("rootServiceName", "trace:rootService", FieldType.STRING),
  NESTED_SET_LEFT("nestedSetLeft", FieldType.INTEGER),
  NESTED_SET_RIGHT("nestedSetRight", FieldType.INTEGER),
  NESTED_SET_PARENT("nestedSetParent", FieldType.INTEGER),
  EVENT_NAME("event:name", FieldType.STRING),
  EVENT_TIME_SINCE_START("event:timeSinceStart", FieldType.DURATION),
  LINK_TRACE_ID("link:traceID", FieldType.STRING),
  LINK_SPAN_ID("link:spanID", FieldType.STRING),
  INSTRUMENTATION_NAME("instrumentation:name", FieldType.ANY),
  INSTRUMENTATION_VERSION("instrumentation:version", FieldType.ANY),
  /// Parses and is refused by the validator.
  PARENT("parent", FieldType.ANY);

  private static final Map<String, Intrinsic> BY_SPELLING =
      Arrays.stream(values())
          .flatMap(field -> field.spellings().map(text -> Map.entry(text, field)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String text;
  private final @Nullable String otherText;
  private final FieldType type;

  Intrinsic(String text, FieldType type) {
    this(text, null, type);
  }

  Intrinsic(String text, @Nullable String otherText, FieldType type) {
    this.text = text;
    this.otherText = otherText;
    this.type = type;
  }

  /// The intrinsic of either spelling, if there is one.
  public static @Nullable Intrinsic of(String spelling) {
    return BY_SPELLING.get(spelling);
  }

  @Override
  public String text() {
    return text;
  }

  /// What its values are.
  public FieldType type() {
    return type;
  }

  private Stream<String> spellings() {
    return otherText == null ? Stream.of(text) : Stream.of(text, otherText);
  }
}
