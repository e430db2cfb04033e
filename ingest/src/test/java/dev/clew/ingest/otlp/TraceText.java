package dev.clew.ingest.otlp;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;

/// What a batch should say of a trace request, in the words of [BatchText].
final class TraceText {
  static final long RECEIVED_NANOS = 1_800_000_000_000_000_000L;

  private final List<String> rows = new ArrayList<>();
  private long rejected;

  TraceText(TracesData data) {
    for (ResourceSpans resource : data.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        String origins =
            MessageText.resource(resource.getResource(), resource.getSchemaUrl())
                + "\n"
                + MessageText.scope(scope.getScope(), scope.getSchemaUrl());
        for (Span span : scope.getSpansList()) {
          add(span, origins);
        }
      }
    }
  }

  List<String> rows() {
    return rows;
  }

  long rejected() {
    return rejected;
  }

  private void add(Span span, String origins) {
    int parentSize = span.getParentSpanId().size();
    if (!MessageText.isId(span.getTraceId(), 16)
        || !MessageText.isId(span.getSpanId(), 8)
        || (parentSize != 0 && parentSize != 8)
        || span.getStartTimeUnixNano() < 0
        || span.getEndTimeUnixNano() < 0) {
      rejected++;
      return;
    }
    rows.add(row(span, origins));
  }

  private static String row(Span span, String origins) {
    long end = span.getEndTimeUnixNano();
    long start = span.getStartTimeUnixNano();
    if (start == 0) {
      start = end == 0 ? RECEIVED_NANOS : end;
    }
    return String.join(
        "\n",
        "span " + MessageText.hex(span.getTraceId()) + " " + MessageText.hex(span.getSpanId()),
        "parent "
            + (span.getParentSpanId().isEmpty()
                ? "0".repeat(16)
                : MessageText.hex(span.getParentSpanId())),
        start + " to " + (end == 0 ? start : end),
        "name " + span.getName() + " state " + span.getTraceState(),
        SpanKind.of(span.getKindValue())
            + " "
            + SpanStatus.of(span.getStatus().getCodeValue())
            + " "
            + span.getStatus().getMessage(),
        "flags " + span.getFlags(),
        MessageText.attributes(span.getAttributesList(), span.getDroppedAttributesCount()),
        events(span),
        links(span),
        origins);
  }

  private static String events(Span span) {
    List<String> kept =
        span.getEventsList().stream()
            .filter(event ->
                event.getTimeUnixNano() > 0
                    || (event.getTimeUnixNano() == 0 && !event.getName().isEmpty()))
            .map(event ->
                event.getTimeUnixNano()
                    + " "
                    + event.getName()
                    + " "
                    + MessageText.attributes(
                        event.getAttributesList(), event.getDroppedAttributesCount()))
            .toList();
    return kept
        + "-"
        + MessageText.count(span.getDroppedEventsCount(), span.getEventsCount() - kept.size());
  }

  private static String links(Span span) {
    List<String> kept =
        span.getLinksList().stream()
            .filter(link ->
                MessageText.isId(link.getTraceId(), 16) && MessageText.isId(link.getSpanId(), 8))
            .map(link ->
                MessageText.hex(link.getTraceId())
                    + " "
                    + MessageText.hex(link.getSpanId())
                    + " "
                    + link.getTraceState()
                    + " "
                    + link.getFlags()
                    + " "
                    + MessageText.attributes(
                        link.getAttributesList(), link.getDroppedAttributesCount()))
            .toList();
    return kept
        + "-"
        + MessageText.count(span.getDroppedLinksCount(), span.getLinksCount() - kept.size());
  }
}
