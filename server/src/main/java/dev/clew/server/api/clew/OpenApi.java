package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// The OpenAPI 3.1 document of the API, made from its routes.
final class OpenApi {
  private OpenApi() {}

  static ObjectNode document(List<Route> routes) {
    ObjectNode root = Json.object();
    root.put("openapi", "3.1.0");
    root.putObject("info").put("title", "Clew").put("version", "1");
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode operation =
          paths
              .withObjectProperty(route.path())
              .putObject(route.method().name().toLowerCase(Locale.ROOT));
      operation.put("summary", route.summary());
      for (Route.Parameter parameter : route.parameters()) {
        ObjectNode node = operation.withArrayProperty("parameters").addObject();
        node.put("name", parameter.name());
        node.put("in", parameter.isInPath() ? "path" : "query");
        node.put("required", parameter.isInPath());
        node.put("description", parameter.description());
        node.putObject("schema").put("type", parameter.type());
      }
      ObjectNode answers = operation.putObject("responses");
      answers.putObject("200").put("description", "The answer.");
      if (route.parameters().stream().anyMatch(each -> each.name().equals("cursor"))) {
        answers
            .putObject("410")
            .put("description", "The snapshot of the cursor is gone: ask again without it.")
            .putObject("content")
            .putObject("application/json");
      }
      answers
          .putObject("default")
          .put("description", "What is wrong, as one line of text.")
          .putObject("content")
          .putObject("text/plain");
    }
    return root;
  }
}
