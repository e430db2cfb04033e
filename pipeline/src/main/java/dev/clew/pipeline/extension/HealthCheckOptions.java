package dev.clew.pipeline.extension;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.net.HttpServer;
import org.jspecify.annotations.Nullable;

/// Options of the extension `health_check`: answers 200 while all pipelines run.
///
/// @param healthyBody null for the standard one
/// @param unhealthyBody null for the standard one
public record HealthCheckOptions(
    HttpServer server, String path, @Nullable String healthyBody, @Nullable String unhealthyBody) {
  /// The type.
  public static final ComponentType<HealthCheckOptions> TYPE =
      ComponentType.extension(
          "health_check", HealthCheckOptions::read, "Answers 200 while all pipelines run.");

  static HealthCheckOptions read(Section section) {
    String path = section.text("path", "/", "Path that is asked.");
    section.check(path.startsWith("/"), "path", "path must start with /");
    section.withoutEffect("check_collector_pipeline", "Accepted without effect.");
    String[] bodies =
        section.section(
            "response_body",
            inner ->
                new String[] {
                  inner.text("healthy", "", "Body while all runs."),
                  inner.text("unhealthy", "", "Body while not.")
                },
            "Bodies of the answers.");
    return new HealthCheckOptions(
        HttpServer.read(section, "localhost:13133"),
        path,
        bodies[0].isEmpty() ? null : bodies[0],
        bodies[1].isEmpty() ? null : bodies[1]);
  }
}
