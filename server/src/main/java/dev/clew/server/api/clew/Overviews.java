package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.TimeWindow;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// What is so in a window, counted over all its spans: logins, the work of services, their map, and
/// the newest errors. Each counts on the server, within the limits of SQL.
public final class Overviews {
  private static final String BASE = "/clew/v1";

  /// So that all rows of the largest answer fit.
  private static final int MOST_STEPS = 180;

  private final SqlAnswers.Runner sql;
  private final QueryRunner runner;
  private final InstantSource clock;

  /// @param sql runs the statements
  public Overviews(SqlAnswers.Runner sql, QueryRunner runner, InstantSource clock) {
    this.sql = sql;
    this.runner = runner;
    this.clock = clock;
  }

  /// The endpoints, as the OpenAPI document lists them.
  static List<Route> routes() {
    Route.Parameter steps = Route.Parameter.query("steps", "integer", "Steps of time (60).");
    return List.of(
        route("/logins", "Logins and requests over time, and in the window before.", steps),
        route(
            "/work",
            "Rate, errors and durations by service, and in the window before.",
            steps,
            Route.Parameter.query(
                "service", "string", "By operation of this service, instead of by service.")),
        route("/map", "Calls between services, databases, queues and peers."),
        route(
            "/errors",
            "Where errors began: by service, operation and message, the newest first.",
            Route.Parameter.query("limit", "integer", "At most so many (20).")));
  }

  private static Route route(String path, String summary, Route.Parameter... more) {
    Stream<Route.Parameter> window =
        Stream.of(
            Route.Parameter.query("start", "integer", "Epoch seconds; else the last hour."),
            Route.Parameter.query("end", "integer", "Epoch seconds."));
    return new Route(
        HttpMethod.GET, BASE + path, summary, Stream.concat(window, Stream.of(more)).toList());
  }

  /// Adds the endpoints.
  public void addTo(ServerBuilder builder) {
    get(builder, "/logins", (rows, _, periods) -> new Logins(rows, periods).json());
    get(builder, "/work", Overviews::work);
    get(builder, "/map", (rows, _, periods) -> new ServiceMap(rows, periods).json());
    get(
        builder,
        "/errors",
        (rows, parameters, periods) ->
            new NewestErrors(rows, periods).json(parameters.number("limit", 20, 1, 200)));
  }

  private interface Endpoint {
    JsonNode answer(SqlRows rows, Parameters parameters, Periods periods);
  }

  private void get(ServerBuilder builder, String path, Endpoint endpoint) {
    builder
        .route()
        .get(BASE + path)
        .build((context, _) ->
            runner.run(
                context,
                () -> {
                  Parameters parameters = Parameters.of(context);
                  SqlRows rows = SqlRows.of(sql, context);
                  return Json.ok(endpoint.answer(rows, parameters, periods(parameters)));
                },
                Json::refused));
  }

  private Periods periods(Parameters parameters) {
    return new Periods(
        TimeWindow.ofSeconds(parameters, clock.instant()),
        parameters.number("steps", 60, 1, MOST_STEPS));
  }

  private static JsonNode work(SqlRows rows, Parameters parameters, Periods periods) {
    WorkOfServices work = new WorkOfServices(rows, periods);
    String service = parameters.text("service");
    return service.isEmpty() ? work.services() : work.operations(service);
  }
}
