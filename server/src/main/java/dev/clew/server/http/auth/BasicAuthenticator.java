package dev.clew.server.http.auth;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/// Names and passwords (RFC 7617).
final class BasicAuthenticator implements Authenticator {
  private static final String SCHEME = "basic ";
  private static final Verdict MISSING = Verdict.refused("no basic auth provided");
  private static final Verdict WRONG = Verdict.refused("invalid credentials");

  private final PasswordFile passwords;
  private final Checkers checkers;
  private final Remembered remembered;

  BasicAuthenticator(PasswordFile passwords, Checkers checkers, Remembered remembered) {
    this.passwords = passwords;
    this.checkers = checkers;
    this.remembered = remembered;
  }

  @Override
  public CompletableFuture<Verdict> check(RequestHeaders headers) {
    String value = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return CompletableFuture.completedFuture(MISSING);
    }
    if (remembered.isKnown(value)) {
      return CompletableFuture.completedFuture(Verdict.ADMITTED);
    }
    return checkers.run(() -> verify(value));
  }

  private Verdict verify(String value) {
    String pair;
    try {
      byte[] bytes = Base64.getDecoder().decode(value.substring(SCHEME.length()).strip());
      pair = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return WRONG;
    }
    int colon = pair.indexOf(':');
    if (colon < 0 || !passwords.matches(pair.substring(0, colon), pair.substring(colon + 1))) {
      return WRONG;
    }
    remembered.add(value, Long.MAX_VALUE / 2);
    return Verdict.ADMITTED;
  }

  @Override
  public String challenge() {
    return "Basic realm=\"clew\", charset=\"UTF-8\"";
  }
}
