package dev.clew.pipeline.config;

import org.jspecify.annotations.Nullable;

/// A host and a port as in `localhost:4317`, `:4317` or `[::1]:4317`.
///
/// @param host without brackets; empty means every interface
public record HostPort(String host, int port) {
  /// What is wrong about a text in Go's words, or null.
  public static @Nullable String wrong(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      return "address " + text + ": missing port in address";
    }
    String host = text.substring(0, colon);
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    if (!isBracketed && host.contains(":")) {
      return "address " + text + ": too many colons in address";
    }
    String port = text.substring(colon + 1);
    boolean isNumber =
        !port.isEmpty() && port.length() < 6 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && Integer.parseInt(port) <= 65_535 ? null : "invalid port \"" + port + "\"";
  }

  /// @throws IllegalArgumentException if something is [#wrong]
  public static HostPort parse(String text) {
    String wrong = wrong(text);
    if (wrong != null) {
      throw new IllegalArgumentException(wrong);
    }
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new HostPort(bare, Integer.parseInt(text.substring(colon + 1)));
  }
}
