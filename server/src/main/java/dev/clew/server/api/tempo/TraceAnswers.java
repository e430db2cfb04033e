package dev.clew.server.api.tempo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.ingest.otlp.JsonForm;
import dev.clew.ingest.otlp.OtlpEncoder;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.query.plan.FilterPlan;
import dev.clew.query.run.TraceFilter;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.MissingTrace;
import dev.clew.server.api.OtlpTrace;
import dev.clew.server.api.PageCursors;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Single traces, as both versions of the endpoint show them.
final class TraceAnswers {
  static final int MAX_SPANS = 100_000;

  private final Searches searches;
  private final PageCursors cursors;

  TraceAnswers(Searches searches, PageCursors cursors) {
    this.searches = searches;
    this.cursors = cursors;
  }

  /// The id in a path.
  static TraceId id(String text) {
    TraceId id = TraceId.parse(text);
    if (id == null) {
      throw QuestionException.malformed("a trace id has 1 to 32 hexadecimal digits");
    }
    return id;
  }

  /// `Trace`, which in JSON calls its list `batches`.
  HttpResponse first(TraceId id, Parameters parameters, boolean isProtobuf) {
    checkWindow(parameters);
    SpanBatch spans = read(id);
    if (spans.size() > MAX_SPANS) {
      throw new QuestionException(
          422, "trace %s has more than %,d spans".formatted(id.hex(), MAX_SPANS));
    }
    int[] rows = OtlpTrace.ordered(spans);
    if (isProtobuf) {
      ProtoWriter out = new ProtoWriter(spans.size() * 256);
      OtlpEncoder.encode(spans, rows, 1, out);
      return Protobuf.answer(out.toByteArray(), HttpHeaders.of());
    }
    ObjectNode root = JsonAnswers.object();
    OtlpTrace.put(root, "batches", spans, rows, JsonForm.PROTOBUF);
    return JsonAnswers.of(HttpStatus.OK, root);
  }

  /// `TraceByIDResponse`. An unknown trace is an empty one.
  HttpResponse second(TraceId id, Parameters parameters, boolean isProtobuf) {
    checkWindow(parameters);
    SpanPages pages = new SpanPages(cursors, id, parameters);
    HttpHeadersBuilder headers = HttpHeaders.builder();
    try (TraceView view = searches.open(pages.asked())) {
      SpanBatch whole = view.traces(List.of(id), Projection.EVERYTHING);
      if (whole.size() == 0) {
        headers.add("clew-reason", MissingTrace.of(view, id).reason());
      }
      TraceFilter.Narrowed narrowed = narrowed(whole, parameters);
      SpanBatch spans = narrowed.spans();
      int[] rows = OtlpTrace.ordered(spans);
      String message = narrowed.isPartial() ? "spans that q does not ask for were left out" : "";
      if (pages.isWanted()) {
        rows = pages.page(searches, view, spans, rows, headers);
      } else if (rows.length > MAX_SPANS) {
        message =
            "the trace has %,d spans, the first %,d are shown".formatted(rows.length, MAX_SPANS);
        rows = Arrays.copyOf(rows, MAX_SPANS);
      }
      return isProtobuf
          ? Protobuf.answer(protobuf(spans, rows, message), headers.build())
          : JsonAnswers.of(HttpStatus.OK, json(spans, rows, message), headers.build());
    }
  }

  private static void checkWindow(Parameters parameters) {
    if (parameters.has("start") || parameters.has("end")) {
      TimeWindow.ofSeconds(parameters, Instant.EPOCH);
    }
  }

  private SpanBatch read(TraceId id) {
    try (TraceView view = searches.views().open(searches.deadline())) {
      SpanBatch spans = view.traces(List.of(id), Projection.EVERYTHING);
      if (spans.size() == 0) {
        throw MissingTrace.of(view, id).notFound();
      }
      return spans;
    }
  }

  private static TraceFilter.Narrowed narrowed(SpanBatch spans, Parameters parameters) {
    String query = parameters.text("q");
    if (query.isBlank()) {
      return new TraceFilter.Narrowed(spans, false);
    }
    int below = parameters.number("match_depth", 0, -1, Integer.MAX_VALUE);
    int above = parameters.number("ancestor_depth", -1, -1, Integer.MAX_VALUE);
    boolean keepsAncestors = parameters.text("keep_hierarchy").equals("true");
    TraceFilter.Neighbours neighbours =
        new TraceFilter.Neighbours(below, keepsAncestors ? above : 0);
    return switch (new TraceFilter(plan(query)).apply(spans, neighbours)) {
      case TraceFilter.Failed(var message) -> throw QuestionException.malformed(message);
      case TraceFilter.Narrowed narrowed -> narrowed;
    };
  }

  private static FilterPlan.Ready plan(String query) {
    return switch (TraceQl.parse(query)) {
      case Parsed.Failed(_, var message, _, _) -> throw QuestionException.malformed(message);
      case Parsed.Ok(var tree) ->
          switch (FilterPlan.of(tree)) {
            case FilterPlan.Refused(var message) -> throw QuestionException.malformed(message);
            case FilterPlan.Ready ready -> ready;
          };
    };
  }

  private static ObjectNode json(SpanBatch spans, int[] rows, String message) {
    ObjectNode root = JsonAnswers.object();
    OtlpTrace.put(root.putObject("trace"), "resourceSpans", spans, rows, JsonForm.PROTOBUF);
    root.putObject("metrics");
    if (!message.isEmpty()) {
      root.put("status", "PARTIAL").put("message", message);
    }
    return root;
  }

  private static byte[] protobuf(SpanBatch spans, int[] rows, String message) {
    ProtoWriter out = new ProtoWriter(rows.length * 256);
    int trace = out.begin(1);
    OtlpEncoder.encode(spans, rows, 1, out);
    out.end(trace);
    out.end(out.begin(2));
    if (!message.isEmpty()) {
      out.varint(3, 1);
      out.text(4, message);
    }
    return out.toByteArray();
  }
}
