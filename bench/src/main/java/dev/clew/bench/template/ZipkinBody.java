package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;

/// A request as a Zipkin v2 JSON list. Span attributes become tags; of the resource only the
/// service name is kept, of an event its name.
final class ZipkinBody {
  private static final String[] KINDS = {"", "", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};

  private final JsonText json;
  private String separator = "[";

  private ZipkinBody(JsonText json) {
    this.json = json;
  }

  static byte[] write(Message request, SlotCollector collector) {
    ZipkinBody body = new ZipkinBody(new JsonText(collector));
    for (Message group : request.messages(1)) {
      collector.enter(group);
      String service = Otlp.service(group);
      Otlp.spans(group)
          .forEach(span -> {
            collector.enter(span);
            body.span(service, new SpanParts(span));
          });
    }
    return body.json.raw("]").toBytes();
  }

  private void span(String service, SpanParts parts) {
    Message span = parts.span();
    json.raw(separator).raw("{\"traceId\":").id(span, Otlp.TRACE_ID);
    if (parts.hasParent()) {
      json.raw(",\"parentId\":").id(span, Otlp.PARENT_ID);
    }
    json.raw(",\"id\":").id(span, Otlp.SPAN_ID);
    String kind = KINDS[(int) span.whole(Otlp.KIND)];
    if (!kind.isEmpty()) {
      json.raw(",\"kind\":").string(kind);
    }
    json.raw(",\"name\":").leafOrText(parts.nameSlot(), span.text(Otlp.NAME));
    json.raw(",\"timestamp\":").slot(Slot.START, time(), parts.field(Otlp.START));
    String duration = "0".repeat(ZipkinFields.DURATION_WIDTH);
    json.raw(",\"duration\":").slot(Slot.END, duration, parts.field(Otlp.END));
    json.raw(",\"localEndpoint\":{\"serviceName\":").string(service).raw("}");
    annotations(span);
    tags(parts);
    separator = ",";
  }

  private void annotations(Message span) {
    String before = ",\"annotations\":[";
    for (Message event : span.messages(Otlp.EVENTS)) {
      WireField at = event.fields().getFirst();
      json.raw(before).raw("{\"timestamp\":").slot(Slot.EVENT_TIME, time(), at);
      json.raw(",\"value\":").string(event.text(Otlp.EVENT_NAME)).raw("}");
      before = ",";
    }
    if (before.equals(",")) {
      json.raw("]");
    }
  }

  private void tags(SpanParts parts) {
    json.raw(",\"tags\":{");
    String before = json.entries(parts.span().messages(Otlp.ATTRIBUTES));
    for (Varint status : parts.statusSlot()) {
      json.raw(before).raw("\"").slot(Slot.STATUS, "event", status).raw("\":\"login\"");
      before = ",";
    }
    if (parts.isError()) {
      json.raw(before).raw("\"error\":\"\"");
    }
    json.raw("}}");
  }

  private static String time() {
    return "0".repeat(ZipkinFields.TIME_WIDTH);
  }
}
