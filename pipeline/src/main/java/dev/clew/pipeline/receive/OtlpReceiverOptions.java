package dev.clew.pipeline.receive;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.net.GrpcServer;
import dev.clew.pipeline.net.HttpServer;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Options of the receiver `otlp`.
///
/// @param grpc null if off
/// @param http null if off
public record OtlpReceiverOptions(@Nullable GrpcServer grpc, @Nullable Http http) {
  /// The type.
  public static final ComponentType<OtlpReceiverOptions> TYPE =
      ComponentType.of(
          Kind.RECEIVER,
          "otlp",
          ComponentType.allSignals(),
          OtlpReceiverOptions::read,
          "Receives OTLP over gRPC and HTTP.");

  private static final Pattern NO_PATH = Pattern.compile("^:");

  /// OTLP over HTTP.
  public record Http(HttpServer server, Map<Signal, String> paths) {
    public Http {
      paths = new EnumMap<>(paths);
    }
  }

  static OtlpReceiverOptions read(Section section) {
    return section.section(
        "protocols",
        protocols -> {
          GrpcServer grpc = protocols.optionalSection("grpc", GrpcServer::read, "OTLP over gRPC.");
          Http http =
              protocols.optionalSection("http", OtlpReceiverOptions::http, "OTLP over HTTP.");
          if (grpc == null && http == null) {
            protocols.fail("must specify at least one protocol when using the OTLP receiver");
          }
          return new OtlpReceiverOptions(grpc, http);
        },
        "A protocol is on if its key is there.");
  }

  private static Http http(Section section) {
    Map<Signal, String> paths = new EnumMap<>(Signal.class);
    paths.put(Signal.TRACES, path(section, "traces_url_path", "/v1/traces"));
    paths.put(Signal.METRICS, path(section, "metrics_url_path", "/v1/metrics"));
    paths.put(Signal.LOGS, path(section, "logs_url_path", "/v1/logs"));
    return new Http(HttpServer.read(section, "localhost:4318"), paths);
  }

  private static String path(Section section, String key, String orElse) {
    String path = section.text(key, orElse, "Path of the endpoint.");
    if (NO_PATH.matcher(path).find()) {
      section.fail(
          key,
          "invalid HTTP URL path set for signal: parse \"" + path + "\": missing protocol scheme");
    }
    return path.startsWith("/") ? path : "/" + path;
  }
}
