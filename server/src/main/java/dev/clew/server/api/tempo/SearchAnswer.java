package dev.clew.server.api.tempo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.query.run.NamedValue;
import dev.clew.query.run.SearchOutcome;
import dev.clew.query.run.TraceMatch;
import dev.clew.server.api.AnyValues;
import dev.clew.server.api.HeaderText;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.PageCursors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The answer to a search as `SearchResponse`, in JSON and in protobuf.
///
/// @param watermarkNanos newest instant that is certainly included
/// @param snapshot of the view that was searched
record SearchAnswer(SearchOutcome.Found found, long watermarkNanos, long snapshot) {
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  ObjectNode json() {
    ObjectNode root = JsonAnswers.object();
    ArrayNode traces = root.putArray("traces");
    found.traces().forEach(trace -> trace(traces.addObject(), trace));
    ObjectNode metrics = root.putObject("metrics");
    if (found.inspected().traces() > 0) {
      metrics.put("inspectedTraces", unsigned(found.inspected().traces()));
      metrics.put("inspectedBytes", Long.toString(found.inspected().bytes()));
      metrics.put("completedJobs", 1).put("totalJobs", 1);
    }
    return root;
  }

  private static void trace(ObjectNode node, TraceMatch trace) {
    node.put("traceID", trace.id().hex());
    node.put("rootServiceName", trace.rootService());
    node.put("rootTraceName", trace.rootName());
    node.put("startTimeUnixNano", Long.toString(trace.startNanos()));
    if (trace.durationNanos() >= NANOS_PER_MILLI) {
      node.put("durationMs", unsigned(trace.durationNanos() / NANOS_PER_MILLI));
    }
    ArrayNode spansets = node.putArray("spanSets");
    trace.spansets().forEach(spanset -> spanset(spansets.addObject(), spanset));
    ObjectNode services = node.putObject("serviceStats");
    for (TraceMatch.ServiceCount service : trace.services()) {
      ObjectNode counts = services.putObject(service.service()).put("spanCount", service.spans());
      if (service.errors() > 0) {
        counts.put("errorCount", service.errors());
      }
    }
  }

  private static void spanset(ObjectNode node, TraceMatch.SpansetMatch spanset) {
    ArrayNode spans = node.putArray("spans");
    for (TraceMatch.SpanMatch span : spanset.spans()) {
      ObjectNode child = spans.addObject();
      child.put("spanID", HexFormat.of().toHexDigits(span.spanId()));
      child.put("name", span.name());
      child.put("startTimeUnixNano", Long.toString(span.startNanos()));
      if (span.durationNanos() != 0) {
        child.put("durationNanos", Long.toString(span.durationNanos()));
      }
      attributes(child, span.attributes());
    }
    node.put("matched", spanset.matched());
    attributes(node, spanset.attributes());
  }

  private static void attributes(ObjectNode node, List<NamedValue> values) {
    for (NamedValue value : values) {
      ObjectNode pair = node.withArrayProperty("attributes").addObject();
      pair.put("key", value.name());
      pair.set("value", AnyValues.json(value.value()));
    }
  }

  /// The whole answer as one message.
  byte[] protobuf() {
    ProtoWriter out = new ProtoWriter();
    found.traces().forEach(trace -> trace(out, trace));
    metrics(out);
    return out.toByteArray();
  }

  /// The answer in messages that no client finds too large, the metrics in the last.
  List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    ProtoWriter out = new ProtoWriter();
    for (TraceMatch trace : found.traces()) {
      trace(out, trace);
      if (out.length() > MESSAGE_BYTES) {
        messages.add(out.toByteArray());
        out.clear();
      }
    }
    metrics(out);
    messages.add(out.toByteArray());
    return messages;
  }

  private void metrics(ProtoWriter out) {
    int mark = out.begin(2);
    out.varint(1, unsigned(found.inspected().traces()));
    out.varint(2, found.inspected().bytes());
    out.varint(4, 1);
    out.varint(5, 1);
    out.end(mark);
  }

  private static void trace(ProtoWriter out, TraceMatch trace) {
    int mark = out.begin(1);
    out.text(1, trace.id().hex());
    out.text(2, trace.rootService());
    out.text(3, trace.rootName());
    out.varint(4, trace.startNanos());
    out.varint(5, unsigned(trace.durationNanos() / NANOS_PER_MILLI));
    trace.spansets().forEach(spanset -> spanset(out, spanset));
    for (TraceMatch.ServiceCount service : trace.services()) {
      int entry = out.begin(8);
      out.text(1, service.service());
      int counts = out.begin(2);
      out.varint(1, service.spans());
      out.varint(2, service.errors());
      out.end(counts);
      out.end(entry);
    }
    out.end(mark);
  }

  private static void spanset(ProtoWriter out, TraceMatch.SpansetMatch spanset) {
    int mark = out.begin(7);
    for (TraceMatch.SpanMatch span : spanset.spans()) {
      int child = out.begin(1);
      out.text(1, HexFormat.of().toHexDigits(span.spanId()));
      out.text(2, span.name());
      out.varint(3, span.startNanos());
      out.varint(4, span.durationNanos());
      span.attributes().forEach(value -> AnyValues.write(out, 5, value));
      out.end(child);
    }
    out.varint(2, spanset.matched());
    spanset.attributes().forEach(value -> AnyValues.write(out, 3, value));
    out.end(mark);
  }

  private static long unsigned(long value) {
    return Math.clamp(value, 0, 0xFFFF_FFFFL);
  }

  /// What Clew tells beyond Tempo's answer, with the way to the next page.
  HttpHeaders headers(SearchQuestion question, PageCursors cursors) {
    HttpHeadersBuilder headers = facts().toBuilder();
    if (found.next() != null) {
      PageCursors.Page page =
          new PageCursors.Page(snapshot, found.next(), question.request().window());
      headers.add("clew-next-cursor", cursors.write(page, question.fingerprint()));
    }
    return headers.build();
  }

  /// What Clew tells of every search.
  HttpHeaders facts() {
    HttpHeadersBuilder headers = HttpHeaders.builder();
    headers.add("clew-snapshot", HexFormat.of().toHexDigits(snapshot));
    headers.add("clew-complete", Boolean.toString(found.isComplete()));
    SearchOutcome.Cut cut = found.cutBy();
    if (cut != null) {
      headers.add("clew-reason", HeaderText.of(cut.message()));
    }
    headers.add(
        "clew-matched-traces", (found.matched().isExact() ? "" : ">=") + found.matched().count());
    headers.add("clew-watermark", Long.toString(watermarkNanos));
    return headers.build();
  }
}
