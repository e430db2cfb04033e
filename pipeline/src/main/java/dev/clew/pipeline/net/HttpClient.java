package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client of HTTP, but for its addresses.
///
/// @param compression `gzip`, `zstd` or `none`
/// @param authenticator id of an extension, or null
public record HttpClient(
    String compression,
    Map<String, Secret> headers,
    ClientTls tls,
    @Nullable String authenticator) {
  public HttpClient {
    headers = new LinkedHashMap<>(headers);
  }

  /// Reads the keys of a client.
  public static HttpClient read(Section section) {
    for (String key :
        new String[] {
          "read_buffer_size",
          "write_buffer_size",
          "max_idle_conns",
          "max_idle_conns_per_host",
          "max_conns_per_host",
          "idle_conn_timeout",
          "disable_keep_alives",
          "http2_read_idle_timeout",
          "http2_ping_timeout",
          "force_attempt_http2",
          "compression_params"
        }) {
      section.withoutEffect(key, "Accepted without effect.");
    }
    for (String key : new String[] {"proxy_url", "cookies"}) {
      if (section.any(key, "Not supported.") != null) {
        section.fail(key, key + " is not supported by Clew");
      }
    }
    Shared.noMiddlewares(section);
    return new HttpClient(
        Compressions.read(section),
        Shared.headers(section, "headers", "Headers added to every request."),
        section.section("tls", ClientTls::read, "TLS."),
        Shared.authenticator(section));
  }
}
