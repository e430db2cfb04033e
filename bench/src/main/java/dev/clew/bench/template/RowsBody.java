package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;
import java.util.List;
import java.util.function.BiConsumer;

/// A request as JSON rows, one line a span, in the columns of the Collector's ClickHouse exporter.
final class RowsBody {
  private static final String[] KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };

  private final JsonText json;

  private RowsBody(JsonText json) {
    this.json = json;
  }

  static byte[] write(Message request, SlotCollector collector) {
    RowsBody body = new RowsBody(new JsonText(collector));
    for (Message group : request.messages(1)) {
      collector.enter(group);
      String service = Otlp.service(group);
      List<Message> resource =
          group.messages(1).stream().flatMap(each -> each.messages(1).stream()).toList();
      for (Message scopeSpans : group.messages(2)) {
        for (Message span : scopeSpans.messages(2)) {
          collector.enter(span);
          body.row(service, resource, scopeSpans, new SpanParts(span));
        }
      }
    }
    return body.json.toBytes();
  }

  private void row(String service, List<Message> resource, Message scopeSpans, SpanParts parts) {
    Message span = parts.span();
    json.raw("{\"Timestamp\":\"").slot(Slot.START, time(), parts.field(Otlp.START));
    json.raw("\",\"TraceId\":").id(span, Otlp.TRACE_ID);
    json.raw(",\"SpanId\":").id(span, Otlp.SPAN_ID);
    json.raw(",\"ParentSpanId\":").id(span, Otlp.PARENT_ID);
    json.raw(",\"TraceState\":").string(span.text(Otlp.TRACE_STATE));
    json.raw(",\"SpanName\":").leafOrText(parts.nameSlot(), span.text(Otlp.NAME));
    json.raw(",\"SpanKind\":").string(KINDS[(int) span.whole(Otlp.KIND)]);
    json.raw(",\"ServiceName\":").string(service);
    json.raw(",\"ResourceAttributes\":").attributes(resource);
    List<Message> scope = scopeSpans.messages(1);
    json.raw(",\"ScopeName\":").string(scope.isEmpty() ? "" : scope.getFirst().text(1));
    json.raw(",\"ScopeVersion\":").string(scope.isEmpty() ? "" : scope.getFirst().text(2));
    json.raw(",\"SpanAttributes\":").attributes(span.messages(Otlp.ATTRIBUTES));
    String duration = "0".repeat(RowFields.DURATION_WIDTH);
    json.raw(",\"Duration\":").slot(Slot.END, duration, parts.field(Otlp.END));
    status(parts);
    events(span.messages(Otlp.EVENTS));
    json.raw("}\n");
  }

  private void status(SpanParts parts) {
    json.raw(",\"StatusCode\":\"");
    List<Varint> slots = parts.statusSlot();
    if (slots.isEmpty()) {
      json.raw(parts.isError() ? "Error" : "Unset");
    } else {
      json.slot(Slot.STATUS, "Unset", slots.getFirst());
    }
    String message =
        parts.span().messages(Otlp.STATUS).stream()
            .map(status -> status.text(Otlp.STATUS_MESSAGE))
            .findFirst()
            .orElse("");
    json.raw("\",\"StatusMessage\":").string(message);
  }

  private void events(List<Message> events) {
    list(
        "Events.Timestamp",
        events,
        (out, event) ->
            out.raw("\"").slot(Slot.EVENT_TIME, time(), event.fields().getFirst()).raw("\""));
    list("Events.Name", events, (out, event) -> out.string(event.text(Otlp.EVENT_NAME)));
    list(
        "Events.Attributes",
        events,
        (out, event) -> out.attributes(event.messages(Otlp.EVENT_ATTRIBUTES)));
  }

  private void list(String column, List<Message> events, BiConsumer<JsonText, Message> write) {
    json.raw(",").string(column).raw(":[");
    String separator = "";
    for (Message event : events) {
      json.raw(separator);
      write.accept(json, event);
      separator = ",";
    }
    json.raw("]");
  }

  private static String time() {
    return "0".repeat(RowFields.TIME_WIDTH);
  }
}
