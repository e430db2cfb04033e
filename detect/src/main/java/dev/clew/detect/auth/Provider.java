package dev.clew.detect.auth;

import java.util.Locale;

/// Whose telemetry says it. A lower rank is believed before a higher one.
public enum Provider {
  /// The `auth.*` schema of ours and of the article, as spans or as log records.
  CLEW(1),
  KEYCLOAK(2),
  KRATOS(2),
  QUARKUS(2),
  SPRING(3),
  /// OpenTelemetry's conventions other than those for HTTP.
  CONVENTIONS(3),
  /// Route and status of an HTTP server: a guess.
  HTTP(4);

  private final int rank;

  Provider(int rank) {
    this.rank = rank;
  }

  public int rank() {
    return rank;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
