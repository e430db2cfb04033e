package dev.clew.server.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.pipeline.extension.OidcOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Tokens that an OpenID Connect issuer signs: by whom, for whom, and whether their time has come
/// and not passed.
final class OidcAuthenticator implements Authenticator {
  /// How far clocks of issuers may be ahead.
  private static final long AHEAD_SECONDS = 300;

  /// After which a token is checked again, since its key may be withdrawn.
  private static final Duration MAX_TRUST = Duration.ofMinutes(5);

  private static final Verdict MISSING = Verdict.refused("missing or empty authorization header");
  private static final Verdict MALFORMED = Verdict.refused("invalid authorization header format");

  private final OidcOptions options;
  private final IssuerKeys keys;
  private final Checkers checkers;
  private final Remembered remembered;
  private final InstantSource clock;

  OidcAuthenticator(
      OidcOptions options,
      IssuerKeys keys,
      Checkers checkers,
      Remembered remembered,
      InstantSource clock) {
    this.options = options;
    this.keys = keys;
    this.checkers = checkers;
    this.remembered = remembered;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Verdict> check(RequestHeaders headers) {
    String value = headers.get(options.attribute(), "");
    if (value.isEmpty()) {
      return CompletableFuture.completedFuture(MISSING);
    }
    if (remembered.isKnown(value)) {
      return CompletableFuture.completedFuture(Verdict.ADMITTED);
    }
    String[] words = value.split(" ", -1);
    if (words.length != 2) {
      return CompletableFuture.completedFuture(MALFORMED);
    }
    return checkers.run(() -> verify(value, words[1]));
  }

  private Verdict verify(String value, String text) {
    JsonWebToken token = JsonWebToken.parse(text);
    if (token == null) {
      return refused("malformed");
    }
    long now = clock.instant().getEpochSecond();
    String wrong = wrong(token.claims(), now);
    if (wrong != null) {
      return refused(wrong);
    }
    try {
      if (keys.of(token).stream().noneMatch(key -> key.signed(token))) {
        return refused("not signed by a key of the issuer");
      }
    } catch (IOException _) {
      return Verdict.undecided("the issuer of tokens does not answer, try again later");
    }
    long left = token.claims().path("exp").asLong() - now;
    remembered.add(value, Math.min(MAX_TRUST.toNanos(), Duration.ofSeconds(left).toNanos()));
    return Verdict.ADMITTED;
  }

  private @Nullable String wrong(JsonNode claims, long now) {
    if (!claims.path("iss").asText().equals(options.issuerUrl())) {
      return "issued by someone else";
    }
    if (!names(claims.path("aud"), options.audience())) {
      return "for another audience";
    }
    if (claims.path("exp").asLong(0) <= now) {
      return "expired";
    }
    if (claims.path("nbf").asLong(0) > now + AHEAD_SECONDS) {
      return "not valid yet";
    }
    return isThere(claims, options.usernameClaim()) && isThere(claims, options.groupsClaim())
        ? null
        : "a claim is missing";
  }

  /// Whether a text or a list of texts names something.
  private static boolean names(JsonNode one, String wanted) {
    if (!one.isArray()) {
      return one.asText().equals(wanted);
    }
    for (JsonNode element : one) {
      if (element.asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThere(JsonNode claims, String claim) {
    return claim.isEmpty() || claims.hasNonNull(claim);
  }

  private static Verdict refused(String why) {
    return Verdict.refused("failed to verify token: " + why);
  }

  @Override
  public String challenge() {
    return "Bearer";
  }
}
