package dev.clew.detect.auth;

import java.util.Locale;

/// How far the address of a client may be believed.
public enum SourceTrust {
  /// The service resolved it behind proxies it trusts.
  EDGE,
  /// Found behind at least one proxy that is trusted here.
  PROXIED,
  /// The other end of the connection.
  PEER,
  /// What a header or an event claims; anybody could have written it.
  CLAIMED,
  NONE;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
