package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.Field;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.Searches;
import dev.clew.server.api.TimeWindow;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Clew's own REST API.
public final class ClewApi {
  private static final String BASE = "/clew/v1";
  private static final List<Route.Parameter> WINDOW =
      List.of(
          Route.Parameter.query("start", "integer", "Epoch seconds; with end, else the last hour."),
          Route.Parameter.query("end", "integer", "Epoch seconds."));

  private static final Route.Parameter CURSOR =
      Route.Parameter.query(
          "cursor", "string", "nextCursor of the page before: goes on in the same snapshot.");

  private final Searches searches;
  private final TraceQuestions traces;
  private final SqlAnswers sql;
  private final QueryRunner runner;
  private final InstantSource clock;

  public ClewApi(Searches searches, SqlAnswers sql, QueryRunner runner, InstantSource clock) {
    this.searches = searches;
    this.traces = new TraceQuestions(searches, clock);
    this.sql = sql;
    this.runner = runner;
    this.clock = clock;
  }

  /// An endpoint of which the answer is JSON.
  private interface Endpoint {
    JsonNode answer(ServiceRequestContext context, Parameters parameters) throws IOException;
  }

  /// The endpoints, as the OpenAPI document lists them.
  static List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            BASE + "/traces",
            "Find traces by TraceQL.",
            Stream.concat(
                    WINDOW.stream(),
                    Stream.of(
                        Route.Parameter.query("q", "string", "TraceQL; empty finds all."),
                        Route.Parameter.query("limit", "integer", "At most so many traces (20)."),
                        Route.Parameter.query("spss", "integer", "Spans shown of a spanset (3)."),
                        Route.Parameter.query(
                            "sort", "string", "start, duration, spans, errors or matched."),
                        Route.Parameter.query("order", "string", "desc (default) or asc."),
                        CURSOR))
                .toList()),
        new Route(
            HttpMethod.GET,
            BASE + "/traces/{id}",
            "The spans of a trace, parents first.",
            List.of(
                Route.Parameter.path("id", "1 to 32 hexadecimal digits."),
                Route.Parameter.query("from", "integer", "Spans to pass over."),
                CURSOR)),
        new Route(
            HttpMethod.GET,
            BASE + "/traces/{id}/logs",
            "The log records of a trace, by time.",
            List.of(Route.Parameter.path("id", "1 to 32 hexadecimal digits."))),
        new Route(HttpMethod.GET, BASE + "/services", "Services and their operations.", WINDOW),
        new Route(HttpMethod.GET, BASE + "/dependencies", "Which service calls which.", WINDOW),
        new Route(HttpMethod.GET, BASE + "/keys", "Attribute keys by scope.", WINDOW),
        new Route(
            HttpMethod.GET,
            BASE + "/values",
            "Values of an attribute.",
            Stream.concat(
                    WINDOW.stream(),
                    Stream.of(
                        Route.Parameter.query("key", "string", "The attribute."),
                        Route.Parameter.query(
                            "scope",
                            "string",
                            "any, span, resource, instrumentation, event, link.")))
                .toList()),
        new Route(
            HttpMethod.POST,
            BASE + "/sql",
            "Ask in SQL: {\"sql\": …, \"maxRows\": …}; JSON, or CSV by Accept.",
            List.of()),
        new Route(HttpMethod.GET, BASE + "/openapi.json", "This document.", List.of()));
  }

  /// The endpoints of this class and those of its neighbours.
  private static List<Route> allRoutes() {
    return Stream.of(
            routes(), TracePictures.routes(), Overviews.routes(), List.of(PipelineView.ROUTE))
        .flatMap(List::stream)
        .toList();
  }

  /// Adds the endpoints.
  public void addTo(ServerBuilder builder) {
    get(builder, "/traces", traces::find);
    get(builder, "/traces/{id}", traces::trace);
    get(builder, "/traces/{id}/logs", (context, _) -> traces.logs(context));
    get(builder, "/services", (_, parameters) -> services(parameters));
    get(builder, "/dependencies", (_, parameters) -> dependencies(parameters));
    get(builder, "/keys", (_, parameters) -> keys(parameters));
    get(builder, "/values", (_, parameters) -> values(parameters));
    get(builder, "/openapi.json", (_, _) -> OpenApi.document(allRoutes()));
    builder
        .route()
        .post(BASE + "/sql")
        .maxRequestLength(1 << 20)
        .build((context, request) ->
            HttpResponse.of(
                request
                    .aggregate()
                    .thenApply(body ->
                        runner.run(
                            context,
                            () ->
                                sql.answer(
                                    body.contentUtf8(),
                                    request.headers().get("accept", ""),
                                    SqlRows.cancelledWith(context)),
                            Json::refused))));
  }

  private void get(ServerBuilder builder, String path, Endpoint endpoint) {
    builder
        .route()
        .get(BASE + path)
        .build((context, _) ->
            runner.run(
                context,
                () -> Json.ok(endpoint.answer(context, Parameters.of(context))),
                Json::refused));
  }

  private JsonNode services(Parameters parameters) {
    ObjectNode root = Json.object();
    ArrayNode operations = root.putArray("operations");
    for (Vocabulary.Operation operation : vocabulary(parameters, Vocabulary::operations)) {
      operations
          .addObject()
          .put("service", operation.service())
          .put("name", operation.name())
          .put("kind", operation.kind().name().toLowerCase(Locale.ROOT))
          .put("count", operation.count())
          .put("errors", operation.errors());
    }
    return root;
  }

  private JsonNode dependencies(Parameters parameters) {
    ObjectNode root = Json.object();
    ArrayNode edges = root.putArray("dependencies");
    for (Vocabulary.Edge edge : vocabulary(parameters, Vocabulary::edges)) {
      edges
          .addObject()
          .put("parent", edge.parent())
          .put("child", edge.child())
          .put("count", edge.count());
    }
    return root;
  }

  private JsonNode keys(Parameters parameters) {
    ObjectNode root = Json.object();
    for (Field.Scope scope : Field.Scope.values()) {
      if (scope != Field.Scope.ANY) {
        ArrayNode keys = root.putArray(scope.name().toLowerCase(Locale.ROOT));
        vocabulary(parameters, (words, range) -> words.keys(scope, range)).forEach(keys::add);
      }
    }
    return root;
  }

  private JsonNode values(Parameters parameters) {
    Field.Scope scope = parameters.choice("scope", Field.Scope.ANY, Field.Scope.class);
    Field.Attribute attribute = new Field.Attribute(scope, parameters.text("key"));
    Vocabulary.Values values =
        vocabulary(parameters, (words, range) -> words.values(attribute, range));
    ObjectNode root = Json.object();
    ArrayNode list = root.putArray("values");
    for (Vocabulary.Value value : values.values()) {
      list.addObject()
          .put("type", Json.name(value.type()))
          .put("value", value.text())
          .put("count", value.count());
    }
    root.put("isTruncated", values.isTruncated());
    return root;
  }

  /// Something asked of a vocabulary.
  private interface Words<T> {
    T of(Vocabulary vocabulary, TimeRange range);
  }

  private <T> T vocabulary(Parameters parameters, Words<T> words) {
    TimeRange range = TimeWindow.ofSeconds(parameters, clock.instant());
    try (TraceView view = searches.views().open(searches.deadline())) {
      return words.of(view.vocabulary(), range);
    }
  }

  /// CSV as an answer.
  static HttpResponse csv(String text) {
    return HttpResponse.of(HttpStatus.OK, MediaType.CSV_UTF_8, HttpData.ofUtf8(text));
  }
}
