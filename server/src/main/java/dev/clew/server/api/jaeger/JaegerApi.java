package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.Parameters;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.QuestionException;
import dev.clew.server.api.Searches;
import java.time.InstantSource;
import java.util.function.Function;

/// Jaeger's endpoints.
public final class JaegerApi {
  private final QueryRunner runner;
  private final FirstVersion first;
  private final ThirdVersion third;

  public JaegerApi(Searches searches, QueryRunner runner, InstantSource clock) {
    JaegerSearches shared = new JaegerSearches(searches);
    this.runner = runner;
    this.first = new FirstVersion(shared, clock);
    this.third = new ThirdVersion(shared);
  }

  /// What answers a question that was read from the parameters.
  private interface Endpoint {
    ObjectNode answer(ServiceRequestContext context, Parameters parameters);
  }

  /// Adds the endpoints.
  ///
  /// @param prefix of all paths; where it is empty, `/api/traces/{id}` is left to the caller, since
  ///   Tempo has it too
  public void addTo(ServerBuilder builder, String prefix) {
    String api = prefix + "/api";
    first(builder, api + "/services", (_, _) -> first.services());
    first(
        builder,
        api + "/services/{service}/operations",
        (context, _) -> first.operationNames(path(context, "service")));
    first(builder, api + "/operations", (_, parameters) -> first.operations(parameters));
    first(builder, api + "/traces", (_, parameters) -> first.traces(parameters));
    first(builder, api + "/dependencies", (_, parameters) -> first.dependencies(parameters));
    if (!prefix.isEmpty()) {
      builder.route().get(api + "/traces/{id}").build(traceById());
    }
    third(builder, api + "/v3/services", (_, _) -> third.services());
    third(builder, api + "/v3/operations", (_, parameters) -> third.operations(parameters));
    third(
        builder,
        api + "/v3/traces/{id}",
        (context, parameters) -> third.trace(path(context, "id"), parameters));
    third(builder, api + "/v3/traces", (_, parameters) -> third.traces(parameters));
    third(builder, api + "/v3/trace-summaries", (_, parameters) -> third.summaries(parameters));
  }

  /// The endpoint of version 1 for a single trace, of which the path has the parameter `id`.
  public HttpService traceById() {
    return service((context, _) -> first.trace(path(context, "id")), FirstVersion::refused);
  }

  private void first(ServerBuilder builder, String path, Endpoint endpoint) {
    builder.route().get(path).build(service(endpoint, FirstVersion::refused));
  }

  private void third(ServerBuilder builder, String path, Endpoint endpoint) {
    builder.route().get(path).build(service(endpoint, ThirdVersion::refused));
  }

  private HttpService service(
      Endpoint endpoint, Function<QuestionException, HttpResponse> refusal) {
    return (context, _) ->
        runner.run(
            context,
            () -> JsonAnswers.of(HttpStatus.OK, endpoint.answer(context, Parameters.of(context))),
            refusal);
  }

  private static String path(ServiceRequestContext context, String name) {
    return String.valueOf(context.pathParam(name));
  }
}
