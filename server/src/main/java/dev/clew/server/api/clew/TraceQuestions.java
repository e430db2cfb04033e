package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.query.run.SearchCursor;
import dev.clew.query.run.SearchOrder;
import dev.clew.query.run.SearchOutcome;
import dev.clew.query.run.SearchRequest;
import dev.clew.query.run.TraceMatch;
import dev.clew.server.api.MissingTrace;
import dev.clew.server.api.PageCursors;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers about traces. All pages of an answer are read from one snapshot.
final class TraceQuestions {
  private static final int SPANS_A_PAGE = 10_000;

  private final Searches searches;
  private final InstantSource clock;
  private final PageCursors cursors;

  TraceQuestions(Searches searches, InstantSource clock) {
    this.searches = searches;
    this.cursors = PageCursors.ofThisProcess(searches.ages());
    this.clock = clock;
  }

  JsonNode find(ServiceRequestContext context, Parameters parameters) {
    Instant now = clock.instant();
    long question = question(parameters);
    PageCursors.Page page = cursors.asked(parameters, question);
    SearchRequest request = request(parameters, page, now);
    try (TraceView view = searches.open(page)) {
      SearchOutcome.Found found =
          searches.find(Searches.plan(parameters.text("q")), request, view, context::isCancelled);
      ObjectNode root = answer(found);
      root.put(Json.SNAPSHOT, HexFormat.of().toHexDigits(view.snapshot()));
      if (found.next() != null) {
        PageCursors.Page next =
            new PageCursors.Page(view.snapshot(), found.next(), request.window());
        root.put("nextCursor", cursors.write(next, question));
        searches.keep(view);
      }
      return root;
    }
  }

  private static long question(Parameters parameters) {
    return PageCursors.fingerprint(
        List.of(
            parameters.text("q"),
            parameters.text("start"),
            parameters.text("end"),
            parameters.text("sort"),
            parameters.text("order")));
  }

  private static SearchRequest request(
      Parameters parameters, PageCursors.@Nullable Page page, Instant now) {
    SearchOrder order =
        new SearchOrder(
            parameters.choice("sort", SearchOrder.Key.START, SearchOrder.Key.class),
            parameters.text("order").equals("asc"));
    TimeRange asked = TimeWindow.ofSeconds(parameters, now);
    return SearchRequest.of(page == null ? asked : page.window())
        .withAfter(page == null ? null : page.after())
        .withLimit(parameters.number("limit", 20, 1, 10_000))
        .withSpansPerSpanset(parameters.number("spss", 3, 0, 100))
        .withOrder(order);
  }

  private static ObjectNode answer(SearchOutcome.Found found) {
    ObjectNode root = Json.object();
    ArrayNode traces = root.putArray("traces");
    for (TraceMatch match : found.traces()) {
      TraceJson.summary(traces.addObject(), match);
    }
    root.put("matchedTraces", found.matched().count());
    root.put("isExact", found.matched().isExact());
    root.put("isComplete", found.isComplete());
    SearchOutcome.Cut cut = found.cutBy();
    if (cut != null) {
      root.put("reason", cut.message());
    }
    return root;
  }

  JsonNode trace(ServiceRequestContext context, Parameters parameters) {
    TraceId id = id(context);
    long question = PageCursors.fingerprint(List.of("spans", id.hex()));
    PageCursors.Page page = cursors.asked(parameters, question);
    int from =
        page == null
            ? parameters.number("from", 0, 0, Integer.MAX_VALUE)
            : (int) page.after().key();
    try (TraceView view = searches.open(page)) {
      SpanBatch spans = view.traces(List.of(id), Projection.EVERYTHING);
      if (spans.size() == 0) {
        throw MissingTrace.of(view, id).notFound();
      }
      ObjectNode root = Json.object();
      root.put("traceId", id.hex());
      root.put("spanCount", spans.size());
      root.put(Json.SNAPSHOT, HexFormat.of().toHexDigits(view.snapshot()));
      TraceJson.spans(root.putArray("spans"), spans, from, SPANS_A_PAGE);
      if (spans.size() - from > SPANS_A_PAGE) {
        SearchCursor after = new SearchCursor(from + SPANS_A_PAGE, id);
        PageCursors.Page next = new PageCursors.Page(view.snapshot(), after, TimeRange.ALL);
        root.put("nextFrom", from + SPANS_A_PAGE);
        root.put("nextCursor", cursors.write(next, question));
        searches.keep(view);
      }
      return root;
    }
  }

  JsonNode logs(ServiceRequestContext context) {
    TraceId id = id(context);
    try (TraceView view = searches.open(null)) {
      ObjectNode root = Json.object();
      root.put("traceId", id.hex());
      TraceJson.logs(root.putArray("logs"), view.logs(id));
      return root;
    }
  }

  /// The trace id in the path.
  static TraceId id(ServiceRequestContext context) {
    TraceId id = TraceId.parse(String.valueOf(context.pathParam("id")));
    if (id == null) {
      throw QuestionException.malformed("a trace id has 1 to 32 hexadecimal digits");
    }
    return id;
  }
}
