package dev.clew.pipeline.net;

import dev.clew.pipeline.config.HostPort;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client of gRPC.
///
/// @param endpoint as written, with or without a scheme
/// @param compression `gzip`, `zstd` or `none`
/// @param keepaliveTime silence after which the server is pinged; zero for never
/// @param authenticator id of an extension, or null
public record GrpcClient(
    String endpoint,
    String compression,
    Map<String, Secret> headers,
    Duration keepaliveTime,
    Duration keepaliveTimeout,
    String authority,
    String userAgent,
    ClientTls tls,
    @Nullable String authenticator) {
  private static final Pattern SCHEME = Pattern.compile("^(?:https?://|dns:/+(?:[^/]+/)?)");
  private static final List<String> BALANCERS = List.of("", "round_robin", "pick_first");

  public GrpcClient {
    headers = new LinkedHashMap<>(headers);
  }

  /// Reads the keys of a client.
  public static GrpcClient read(Section section) {
    String endpoint =
        section.text(
            "endpoint",
            "",
            "Host and port, or with a scheme: `http` has no TLS, `https` has, `dns:///` looks the host up. Required.");
    String wrong = wrong(endpoint);
    if (wrong != null) {
      section.fail("endpoint", wrong);
    }
    String balancer =
        section.text("balancer_name", "round_robin", "How one of several addresses is chosen.");
    section.check(
        BALANCERS.contains(balancer), "balancer_name", "invalid balancer_name: " + balancer);
    section.withoutEffect("read_buffer_size", "Accepted without effect.");
    section.withoutEffect("write_buffer_size", "Accepted without effect.");
    section.withoutEffect("wait_for_ready", "Accepted without effect.");
    Shared.noMiddlewares(section);
    Duration[] keepalive =
        section.section(
            "keepalive",
            inner -> {
              inner.withoutEffect("permit_without_stream", "Accepted without effect.");
              return new Duration[] {
                inner.duration(
                    "time", Duration.ZERO, "Silence after which the server is pinged; never if 0."),
                inner.duration("timeout", Duration.ofSeconds(20), "Time it has to answer.")
              };
            },
            "Pings.");
    return new GrpcClient(
        endpoint,
        Compressions.read(section),
        Shared.headers(section, "headers", "Headers added to every request."),
        keepalive[0],
        keepalive[1],
        section.text("authority", "", "Authority to name instead of the address."),
        section.text("user_agent", "", "Name of this client."),
        section.section("tls", ClientTls::read, "TLS."),
        Shared.authenticator(section));
  }

  private static @Nullable String wrong(String endpoint) {
    if (endpoint.startsWith("unix:")) {
      String path = endpoint.substring("unix:".length()).replaceFirst("^//", "");
      return path.isEmpty()
          ? "unix socket path cannot be empty"
          : "unix sockets are not supported by exporters of Clew";
    }
    String address = address(endpoint);
    return address.isEmpty() ? "requires a non-empty \"endpoint\"" : HostPort.wrong(address);
  }

  private static String address(String endpoint) {
    return SCHEME.matcher(endpoint).replaceFirst("");
  }

  /// Host and port.
  public String address() {
    return address(endpoint);
  }

  /// Whether the connection has TLS: the scheme says so, or else the section `tls`.
  public boolean hasTls() {
    return endpoint.startsWith("https://")
        || (!endpoint.startsWith("http://") && !tls.isInsecure());
  }
}
