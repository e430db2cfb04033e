package dev.clew.server.http.send;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.pipeline.export.OtlpHttpOptions;
import dev.clew.pipeline.export.Sender;
import dev.clew.pipeline.extension.BasicAuthOptions;
import dev.clew.pipeline.extension.BearerTokenOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.ComponentId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes senders of the options of exporters.
public final class Senders {
  private Senders() {}

  /// The sender of an exporter `otlp_grpc` or `otlp_http`.
  ///
  /// @param file whose extensions have the credentials
  /// @throws IOException if a certificate cannot be read
  /// @throws IllegalArgumentException in upstream's words if its extension is none that can
  public static Sender of(CollectorFile file, Component exporter, InstantSource clock)
      throws IOException {
    return switch (exporter.options()) {
      case OtlpGrpcOptions options ->
          new GrpcSender(options, credentials(file, options.client().authenticator()));
      case OtlpHttpOptions options ->
          new HttpSender(options, credentials(file, options.client().authenticator()), clock);
      default -> throw new IllegalArgumentException(exporter.id() + " does not send");
    };
  }

  private static @Nullable Credentials credentials(CollectorFile file, @Nullable String id) {
    if (id == null) {
      return null;
    }
    Map<ComponentId, Component> extensions = file.defined().getOrDefault(Kind.EXTENSION, Map.of());
    Component extension = extensions.get(ComponentId.parse(id));
    if (extension == null) {
      throw new IllegalArgumentException(
          "failed to resolve authenticator \"%s\": authenticator not found".formatted(id));
    }
    return switch (extension.options()) {
      case BasicAuthOptions options when options.client() != null ->
          Credentials.basic(options.client());
      case BearerTokenOptions options -> Credentials.bearer(options);
      default ->
          throw new IllegalArgumentException(
              "requested authenticator \"%s\" is not a client authenticator".formatted(id));
    };
  }
}
