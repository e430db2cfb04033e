package dev.clew.server.http.receive;

import dev.clew.server.http.body.Unpacking;
import java.util.List;

/// What one receiver takes over HTTP, and how it refuses.
///
/// @param name as which it takes requests; empty for the default one
/// @param unpacking limits of a body, as it comes and unpacked
/// @param codings values of `Content-Encoding` that are taken; empty text for none
/// @param tooLargeStatus of HTTP for a body beyond the limit
public record Reception(
    String name, Unpacking unpacking, List<String> codings, int tooLargeStatus) {
  /// All that a server knows.
  public static final List<String> ALL_CODINGS = List.of("gzip", "zstd", "deflate", "zlib", "");

  public Reception {
    codings = List.copyOf(codings);
  }

  /// The default receiver.
  public static Reception standard(ReceiveOptions options) {
    return new Reception("", options.unpacking(), ALL_CODINGS, 413);
  }
}
