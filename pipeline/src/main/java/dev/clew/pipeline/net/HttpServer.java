package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server of HTTP.
///
/// @param maxBodyBytes greatest request, packed or unpacked; 0 if the file sets none
/// @param compressions that are accepted; empty text for none
/// @param cors null for none
/// @param tls null for none
/// @param authenticator id of an extension, or null
public record HttpServer(
    Listening listening,
    long maxBodyBytes,
    List<String> compressions,
    @Nullable Cors cors,
    Map<String, Secret> responseHeaders,
    Duration idleTimeout,
    boolean keepsAlive,
    @Nullable ServerTls tls,
    @Nullable String authenticator) {
  private static final List<String> KNOWN = List.of("", "gzip", "zstd", "zlib", "deflate");

  public HttpServer {
    compressions = List.copyOf(compressions);
    responseHeaders = new LinkedHashMap<>(responseHeaders);
  }

  /// Who may ask from within a browser.
  public record Cors(
      List<String> origins, List<String> headers, List<String> exposedHeaders, long maxAgeSeconds) {
    public Cors {
      origins = List.copyOf(origins);
      headers = List.copyOf(headers);
      exposedHeaders = List.copyOf(exposedHeaders);
    }
  }

  /// Reads the keys of a server.
  public static HttpServer read(Section section, String orElse) {
    Listening listening = Listening.read(section, orElse);
    long limit =
        section.integer(
            "max_request_body_size",
            0,
            "Greatest request in bytes, packed or unpacked; 0 for the server's own limit.");
    section.check(
        limit >= 0, "max_request_body_size", "max_request_body_size must not be negative");
    List<String> compressions =
        section.texts(
            "compression_algorithms",
            KNOWN,
            "Compressions that are accepted, of `\"\"`, `gzip`, `zstd`, `zlib` and `deflate`.");
    for (int i = 0; i < compressions.size(); i++) {
      if (!KNOWN.contains(compressions.get(i))) {
        section.fail(
            "compression_algorithms",
            i,
            "unsupported compression algorithm \"%s\" (supported: [gzip zstd zlib deflate])"
                .formatted(compressions.get(i)));
      }
    }
    section.withoutEffect("include_metadata", "Accepted without effect.");
    section.withoutEffect("read_timeout", "Accepted without effect.");
    section.withoutEffect("read_header_timeout", "Accepted without effect.");
    section.withoutEffect("write_timeout", "Accepted without effect.");
    Shared.noMiddlewares(section);
    return new HttpServer(
        listening,
        limit,
        compressions,
        section.optionalSection("cors", HttpServer::cors, "Requests from within browsers."),
        Shared.headers(section, "response_headers", "Headers added to every answer."),
        section.duration(
            "idle_timeout",
            Duration.ZERO,
            "Idle time after which a connection ends; the server's own limit if 0."),
        section.flag("keep_alives_enabled", true, "Whether connections serve several requests."),
        section.optionalSection("tls", ServerTls::read, "TLS."),
        Shared.authenticator(section));
  }

  private static Cors cors(Section section) {
    return new Cors(
        section.texts("allowed_origins", List.of(), "Origins, where `*` stands for anything."),
        section.texts("allowed_headers", List.of(), "Headers that requests may have."),
        section.texts("exposed_headers", List.of(), "Headers of answers that pages may read."),
        section.integer("max_age", 0, "Seconds that a browser may remember this."));
  }
}
