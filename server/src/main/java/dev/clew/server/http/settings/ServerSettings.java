package dev.clew.server.http.settings;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.net.GrpcServer;
import dev.clew.pipeline.net.HttpServer;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.auth.Guard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a configuration says about a server beside its address and what it serves.
///
/// From without to within: headers of all answers, origins, credentials, the service. So a browser
/// may ask whether it may ask without credentials, and can read why it was refused.
public final class ServerSettings {
  /// A shorter life of connections would be mostly handshakes.
  private static final Duration MIN_AGE = Duration.ofSeconds(1);

  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final @Nullable Origins origins;
  private final @Nullable Guard guard;

  private ServerSettings(
      Map<String, Secret> headers, @Nullable Origins origins, @Nullable Guard guard) {
    headers.forEach((name, value) -> this.headers.put(name, value.reveal()));
    this.origins = origins;
    this.guard = guard;
  }

  /// @param guard null lets everyone in
  public static void addTo(ServerBuilder builder, HttpServer server, @Nullable Guard guard) {
    if (server.idleTimeout().isPositive()) {
      builder.idleTimeout(server.idleTimeout(), false);
    }
    if (!server.keepsAlive()) {
      builder.maxNumRequestsPerConnection(1);
    }
    server.responseHeaders().keySet().forEach(ServerSettings::checkHeader);
    HttpServer.Cors cors = server.cors();
    Origins origins = cors == null || cors.origins().isEmpty() ? null : new Origins(cors);
    ServerSettings settings = new ServerSettings(server.responseHeaders(), origins, guard);
    builder.decorator(settings::serve);
  }

  /// @param guard null lets everyone in
  public static void addTo(ServerBuilder builder, GrpcServer server, @Nullable Guard guard) {
    GrpcServer.Keepalive keepalive = server.keepalive();
    Duration idle =
        keepalive.maxIdle().isPositive()
            ? keepalive.maxIdle()
            : ConnectionLimits.DEFAULT.idleTimeout();
    builder.idleTimeout(idle, keepalive.permitsIdlePings() && !keepalive.maxIdle().isPositive());
    boolean isPinging =
        keepalive.pingInterval().compareTo(MIN_AGE) >= 0
            && keepalive.pingInterval().compareTo(idle) < 0;
    if (isPinging) {
      builder.pingInterval(keepalive.pingInterval());
    }
    if (keepalive.maxAge().isPositive()) {
      builder.maxConnectionAge(
          keepalive.maxAge().compareTo(MIN_AGE) < 0 ? MIN_AGE : keepalive.maxAge());
    }
    if (server.maxStreams() > 0) {
      builder.http2MaxStreamsPerConnection(server.maxStreams());
    }
    builder.decorator(new ServerSettings(Map.of(), null, guard)::serve);
  }

  private static void checkHeader(String name) {
    if (!HEADER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "response_headers: \"%s\" is not a name of a header".formatted(name));
    }
  }

  private HttpResponse serve(
      HttpService service, ServiceRequestContext context, HttpRequest request) throws Exception {
    HttpResponse preflight = origins == null ? null : origins.preflight(request.headers());
    if (preflight != null) {
      return preflight.mapHeaders(answer -> with(answer.toBuilder()));
    }
    HttpResponse response =
        guard == null ? service.serve(context, request) : guard.serve(service, context, request);
    if (origins == null && headers.isEmpty()) {
      return response;
    }
    return response.mapHeaders(answer -> {
      ResponseHeadersBuilder marked = answer.toBuilder();
      if (origins != null) {
        origins.mark(request.headers(), marked);
      }
      return with(marked);
    });
  }

  private ResponseHeaders with(ResponseHeadersBuilder answer) {
    headers.forEach(answer::set);
    return answer.build();
  }
}
