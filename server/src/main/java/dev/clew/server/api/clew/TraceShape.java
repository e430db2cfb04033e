package dev.clew.server.api.clew;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.Attributes;
import dev.clew.model.NestedSets;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanLinks;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// A trace in columns, small enough that a browser opens a hundred thousand spans at once.
///
/// Spans stand by start. Times count from the start of the first; `parents` are positions, -1 for a
/// root and -2 for a span whose parent is not there; names, services and hosts are positions in
/// lists of texts. `links` are positions in pairs: a span, and one of the same trace that it links
/// to.
final class TraceShape {
  private static final List<String> HOST_KEYS = List.of("host.id", "host.ip", "host.name");

  /// Most links that are told.
  private static final int MOST_LINKS = 20_000;

  private final SpanBatch spans;
  private final int[] order;

  private TraceShape(SpanBatch spans) {
    this.spans = spans;
    this.order = order(spans);
  }

  static byte[] of(TraceId id, SpanBatch spans) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + spans.size() * 60);
    try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
      new TraceShape(spans).write(out, id);
    }
    return bytes.toByteArray();
  }

  private static int[] order(SpanBatch spans) {
    Integer[] boxed = new Integer[spans.size()];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(
        boxed,
        (a, b) -> {
          int byStart = Long.compare(spans.startNanos(a), spans.startNanos(b));
          return byStart != 0 ? byStart : Long.compareUnsigned(spans.spanId(a), spans.spanId(b));
        });
    return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
  }

  private void write(JsonGenerator out, TraceId id) throws IOException {
    long start = spans.startNanos(order[0]);
    Strings strings = spans.strings();
    out.writeStartObject();
    out.writeStringField("traceId", id.hex());
    out.writeNumberField("spanCount", order.length);
    out.writeStringField("startNanos", Long.toString(start));
    out.writeStringField("spanIds", ids());
    ints(out, "parents", parents());
    longs(out, "starts", row -> spans.startNanos(row) - start);
    longs(out, "durations", spans::durationNanos);
    ints(out, "kinds", row -> spans.kind(row).ordinal());
    ints(out, "statuses", row -> spans.status(row).ordinal());
    texts(out, "names", row -> strings.get(spans.name(row)));
    texts(out, "services", row -> strings.get(spans.resources().name(spans.resource(row))));
    texts(out, "hosts", row -> host(spans.resource(row)));
    int[] links = links(id);
    out.writeFieldName("links");
    out.writeArray(links, 0, links.length);
    out.writeEndObject();
  }

  private String ids() {
    StringBuilder text = new StringBuilder(order.length * 16);
    for (int row : order) {
      text.append(HexFormat.of().toHexDigits(spans.spanId(row)));
    }
    return text.toString();
  }

  private IntUnaryOperator parents() {
    NestedSets numbers = NestedSets.of(spans, IntStream.range(0, order.length).toArray());
    int[] positions = new int[order.length];
    for (int at = 0; at < order.length; at++) {
      positions[order[at]] = at;
    }
    return row -> {
      int above = numbers.parentIndex(row);
      return above >= 0 ? positions[above] : spans.parentSpanId(row) == 0 ? -1 : -2;
    };
  }

  private int[] links(TraceId id) {
    Map<Long, Integer> positions = new HashMap<>();
    IntStream.Builder pairs = IntStream.builder();
    int count = 0;
    for (int at = 0; at < order.length && count < MOST_LINKS; at++) {
      SpanLinks links = spans.links();
      for (int link = links.start(order[at]); link < links.end(order[at]); link++) {
        if (positions.isEmpty()) {
          IntStream.range(0, order.length)
              .forEach(position -> positions.putIfAbsent(spans.spanId(order[position]), position));
        }
        Integer target = links.traceId(link).equals(id) ? positions.get(links.spanId(link)) : null;
        if (target != null && target != at && count++ < MOST_LINKS) {
          pairs.add(at).add(target);
        }
      }
    }
    return pairs.build().toArray();
  }

  /// The host of a resource, by which clocks are told apart; empty when it names none.
  private String host(int resource) {
    Attributes attributes = spans.resources().attributes();
    for (String wanted : HOST_KEYS) {
      for (int at = attributes.start(resource); at < attributes.end(resource); at++) {
        if (attributes.type(at) == ValueType.STRING
            && spans.strings().get(attributes.key(at)).equals(wanted)) {
          return spans.strings().get((int) attributes.value(at));
        }
      }
    }
    return "";
  }

  private void ints(JsonGenerator out, String name, IntUnaryOperator value) throws IOException {
    out.writeFieldName(name);
    out.writeArray(Arrays.stream(order).map(value).toArray(), 0, order.length);
  }

  private void longs(JsonGenerator out, String name, IntToLongFunction value) throws IOException {
    out.writeFieldName(name);
    out.writeArray(Arrays.stream(order).mapToLong(value).toArray(), 0, order.length);
  }

  private interface TextOfRow {
    String of(int row);
  }

  private void texts(JsonGenerator out, String name, TextOfRow text) throws IOException {
    Map<String, Integer> known = new LinkedHashMap<>();
    int[] positions = new int[order.length];
    for (int at = 0; at < order.length; at++) {
      String value = text.of(order[at]);
      Integer position = known.putIfAbsent(value, known.size());
      positions[at] = position == null ? known.size() - 1 : position;
    }
    out.writeObjectFieldStart(name);
    out.writeFieldName("texts");
    out.writeArray(known.keySet().toArray(String[]::new), 0, known.size());
    out.writeFieldName("at");
    out.writeArray(positions, 0, positions.length);
    out.writeEndObject();
  }
}
