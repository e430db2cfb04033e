package dev.clew.server.api.clew;

import com.linecorp.armeria.common.HttpMethod;
import java.util.List;

/// One endpoint as the OpenAPI document tells of it.
///
/// @param path with parameters in braces
record Route(HttpMethod method, String path, String summary, List<Parameter> parameters) {
  Route {
    parameters = List.copyOf(parameters);
  }

  /// A parameter of the path or the query.
  record Parameter(String name, boolean isInPath, String type, String description) {
    static Parameter query(String name, String type, String description) {
      return new Parameter(name, false, type, description);
    }

    static Parameter path(String name, String description) {
      return new Parameter(name, true, "string", description);
    }
  }
}
