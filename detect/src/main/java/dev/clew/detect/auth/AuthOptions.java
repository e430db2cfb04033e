package dev.clew.detect.auth;

import java.util.Set;

/// How telemetry is read.
///
/// @param tenant whose telemetry it is; from the credential, never from the telemetry
/// @param trustedProxies hops of the forwarding headers that are believed
/// @param resolvedBy services whose `client.address` was resolved behind proxies they trust
/// @param hidesAddresses whether addresses are kept as pseudonyms only, and networks with them
/// @param waitNanos how long the facts of a trace may wait for each other
/// @param maxTraces traces that wait, or are remembered, at most
/// @param maxSessions sessions and accounts whose names are remembered at most
public record AuthOptions(
    String tenant,
    Networks trustedProxies,
    Set<String> resolvedBy,
    boolean hidesAddresses,
    long waitNanos,
    int maxTraces,
    int maxSessions) {
  public static final AuthOptions DEFAULT =
      new AuthOptions("default", Networks.NONE, Set.of(), false, 5_000_000_000L, 65_536, 262_144);

  public AuthOptions {
    resolvedBy = Set.copyOf(resolvedBy);
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("the tenant has no name");
    }
    if (waitNanos < 0 || waitNanos > 60_000_000_000L) {
      throw new IllegalArgumentException("wait of %d ns is not 0 to 60 s".formatted(waitNanos));
    }
    if (maxTraces < 16 || maxSessions < 16) {
      throw new IllegalArgumentException(
          "maxTraces %d or maxSessions %d is under 16".formatted(maxTraces, maxSessions));
    }
  }

  public AuthOptions withTrustedProxies(Networks proxies) {
    return new AuthOptions(
        tenant, proxies, resolvedBy, hidesAddresses, waitNanos, maxTraces, maxSessions);
  }

  public AuthOptions withResolvedBy(Set<String> services) {
    return new AuthOptions(
        tenant, trustedProxies, services, hidesAddresses, waitNanos, maxTraces, maxSessions);
  }

  public AuthOptions withHiddenAddresses() {
    return new AuthOptions(
        tenant, trustedProxies, resolvedBy, true, waitNanos, maxTraces, maxSessions);
  }

  public AuthOptions withMaxTraces(int traces) {
    return new AuthOptions(
        tenant, trustedProxies, resolvedBy, hidesAddresses, waitNanos, traces, maxSessions);
  }
}
