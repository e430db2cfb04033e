package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.extension.HealthCheckOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// The extension `health_check`: 200 while the pipelines take requests, else 503.
public final class HealthCheck {
  private final HealthCheckOptions options;
  private final BooleanSupplier isReady;
  private final InstantSource clock;
  private final Instant start;

  public HealthCheck(HealthCheckOptions options, BooleanSupplier isReady, InstantSource clock) {
    this.options = options;
    this.isReady = isReady;
    this.clock = clock;
    this.start = clock.instant();
  }

  /// A path that ends in a slash stands for all below it.
  public void addTo(ServerBuilder builder) {
    String path = options.path();
    Route route =
        path.endsWith("/")
            ? Route.builder().pathPrefix(path).build()
            : Route.builder().exact(path).build();
    builder.service(route, (_, _) -> answer());
  }

  private HttpResponse answer() {
    boolean isHealthy = isReady.getAsBoolean();
    HttpStatus status = isHealthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    String body = isHealthy ? options.healthyBody() : options.unhealthyBody();
    return body == null
        ? HttpResponse.of(status, MediaType.JSON, HttpData.ofUtf8(standard(isHealthy)))
        : HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(body));
  }

  private String standard(boolean isHealthy) {
    if (!isHealthy) {
      return "{\"status\":\"Server not available\",\"upSince\":\"0001-01-01T00:00:00Z\",\"uptime\":\"\"}";
    }
    Duration up = Duration.between(start, clock.instant());
    return "{\"status\":\"Server available\",\"upSince\":\"%s\",\"uptime\":\"%ss\"}"
        .formatted(start, up.toMillis() / 1e3);
  }
}
