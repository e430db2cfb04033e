package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.ValueType;
import dev.clew.model.Vocabulary;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchRequest;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What pictures of traces are drawn from: a heatmap of many, the shape of one, one span in full.
public final class TracePictures {
  private static final String BASE = "/clew/v1";
  private static final int MOST_TRACES = 3_000;

  private final Searches searches;
  private final SqlAnswers.Runner sql;
  private final QueryRunner runner;
  private final InstantSource clock;

  /// @param sql for what is counted over all traces
  public TracePictures(
      Searches searches, SqlAnswers.Runner sql, QueryRunner runner, InstantSource clock) {
    this.searches = searches;
    this.sql = sql;
    this.runner = runner;
    this.clock = clock;
  }

  /// The endpoints, as the OpenAPI document lists them.
  static List<Route> routes() {
    Route.Parameter id = Route.Parameter.path("id", "1 to 32 hexadecimal digits.");
    return List.of(
        new Route(
            HttpMethod.GET,
            BASE + "/heatmap",
            "Matching traces counted by start and duration, and by service and operation.",
            List.of(
                Route.Parameter.query("q", "string", "TraceQL; empty finds all."),
                Route.Parameter.query("start", "integer", "Epoch seconds; else the last hour."),
                Route.Parameter.query("end", "integer", "Epoch seconds."),
                Route.Parameter.query("columns", "integer", "Steps of time (120)."),
                Route.Parameter.query("rows", "integer", "Steps of duration (32)."))),
        new Route(
            HttpMethod.GET,
            BASE + "/traces/{id}/shape",
            "All spans of a trace in columns, by start, without their attributes.",
            List.of(id)),
        new Route(
            HttpMethod.GET,
            BASE + "/traces/{id}/spans/{span}",
            "One span in full; two where a client and a server share an id.",
            List.of(id, Route.Parameter.path("span", "16 hexadecimal digits."))));
  }

  /// Adds the endpoints.
  public void addTo(ServerBuilder builder) {
    get(builder, "/heatmap", this::heatmap);
    get(builder, "/traces/{id}/shape", (context, _) -> shape(TraceQuestions.id(context)));
    get(builder, "/traces/{id}/spans/{span}", (context, _) -> span(context));
  }

  private interface Endpoint {
    HttpResponse answer(ServiceRequestContext context, Parameters parameters) throws IOException;
  }

  private void get(ServerBuilder builder, String path, Endpoint endpoint) {
    builder
        .route()
        .get(BASE + path)
        .build((context, _) ->
            runner.run(
                context, () -> endpoint.answer(context, Parameters.of(context)), Json::refused));
  }

  private HttpResponse heatmap(ServiceRequestContext context, Parameters parameters)
      throws IOException {
    TimeRange window = TimeWindow.ofSeconds(parameters, clock.instant());
    Heatmap heatmap =
        new Heatmap(
            window,
            parameters.number("columns", 120, 1, 1_000),
            parameters.number("rows", 32, 1, 200));
    SearchPlan.Ready plan = Searches.plan(parameters.text("q"));
    ObjectNode counted = counted(plan, window, heatmap, SqlRows.of(sql, context));
    return Json.ok(counted == null ? newest(plan, window, heatmap, context) : counted);
  }

  /// All traces that match, counted in SQL; null where SQL cannot tell.
  private @Nullable ObjectNode counted(
      SearchPlan.Ready plan, TimeRange window, Heatmap heatmap, SqlRows sql) throws IOException {
    TraceTests tests;
    try (TraceView view = searches.views().open(searches.deadline())) {
      Vocabulary words = view.vocabulary();
      tests = TraceQlSql.of(plan.pipeline(), field -> types(words.values(field, window)));
    }
    return tests == null ? null : new AllTraces(sql, window, tests).heatmap(heatmap);
  }

  private static Set<ValueType> types(Vocabulary.Values values) {
    return values.values().stream().map(Vocabulary.Value::type).collect(Collectors.toSet());
  }

  /// The newest traces that match, found one by one.
  private ObjectNode newest(
      SearchPlan.Ready plan, TimeRange window, Heatmap heatmap, ServiceRequestContext context)
      throws IOException {
    SearchRequest request = SearchRequest.of(window).withLimit(MOST_TRACES).withSpansPerSpanset(0);
    try (TraceView view = searches.views().open(searches.deadline())) {
      return heatmap.of(searches.find(plan, request, view, context::isCancelled));
    }
  }

  private HttpResponse shape(TraceId id) throws IOException {
    try (TraceView view = searches.views().open(searches.deadline())) {
      SpanBatch spans = view.traces(List.of(id), Projection.of(Set.of(), false, true));
      if (spans.size() == 0) {
        throw new QuestionException(404, "no trace " + id.hex());
      }
      return Json.ok(TraceShape.of(id, spans));
    }
  }

  private HttpResponse span(ServiceRequestContext context) throws IOException {
    TraceId id = TraceQuestions.id(context);
    long span = spanId(String.valueOf(context.pathParam("span")));
    try (TraceView view = searches.views().open(searches.deadline())) {
      SpanBatch spans = view.traces(List.of(id), Projection.EVERYTHING);
      var root = Json.object();
      var found = root.putArray("spans");
      for (int row = 0; row < spans.size(); row++) {
        if (spans.spanId(row) == span) {
          TraceJson.span(found.addObject(), spans, row);
        }
      }
      if (found.isEmpty()) {
        throw new QuestionException(404, "no such span in trace " + id.hex());
      }
      return Json.ok(root);
    }
  }

  private static long spanId(String text) {
    if (!text.matches("[0-9a-fA-F]{16}")) {
      throw QuestionException.malformed("a span id has 16 hexadecimal digits");
    }
    return Long.parseUnsignedLong(text, 16);
  }
}
