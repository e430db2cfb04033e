package dev.clew.detect.auth;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reasons out of words: the names of the schema as they are, free text by the phrases it holds.
final class Phrases {
  private Phrases() {}

  /// The reason that a text of an emitter means; [Reason#OTHER] if it says nothing known.
  static Reason reasonOf(String text) {
    String low = text.strip().toLowerCase(Locale.ROOT);
    Reason named = named(low);
    return named != null ? named : byPhrase(low);
  }

  private static @Nullable Reason named(String low) {
    if (low.equals("invalid_credentials")) {
      return Reason.BAD_CREDENTIALS;
    }
    try {
      return low.isEmpty() ? Reason.NONE : Reason.valueOf(low.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Reason byPhrase(String low) {
    if (has(low, "algorithm: none", "algorithm of none", "alg: none", "alg=none")) {
      return Reason.ALG_NONE;
    }
    if (has(
        low, "unsupported algorithm", "unexpected signing method", "unsupported token algorithm")) {
      return Reason.ALG_MISMATCH;
    }
    if (has(low, "signature")) {
      return Reason.BAD_SIGNATURE;
    }
    if (has(low, "no matching key", "unknown kid", "kid not found")) {
      return Reason.UNKNOWN_KID;
    }
    if (has(low, "expired") && has(low, "jwt", "token")) {
      return Reason.TOKEN_EXPIRED;
    }
    if (has(low, "used before", "not before", "not yet valid")) {
      return Reason.TOKEN_NOT_YET_VALID;
    }
    if (has(low, "aud claim", "audience")) {
      return Reason.AUD_MISMATCH;
    }
    if (has(low, "iss claim", "issuer")) {
      return Reason.ISS_MISMATCH;
    }
    if (has(low, "reuse", "already been used")) {
      return has(low, "code") ? Reason.OTP_INVALID : Reason.TOKEN_REUSED;
    }
    return byAccount(low);
  }

  private static Reason byAccount(String low) {
    if (has(low, "not found", "does not exist", "unknown user", "no such user")
        && has(low, "user", "account")) {
      return Reason.USER_NOT_FOUND;
    }
    if (has(low, "bad credentials", "invalid password", "wrong password", "invalid credentials")
        || has(low, "credentials are invalid", "incorrect password", "invalid_grant")) {
      return Reason.BAD_CREDENTIALS;
    }
    if (has(low, "locked")) {
      return Reason.LOCKED;
    }
    if (has(low, "malformed")) {
      return Reason.TOKEN_MALFORMED;
    }
    return Reason.OTHER;
  }

  private static boolean has(String text, String... phrases) {
    for (String phrase : phrases) {
      if (text.contains(phrase)) {
        return true;
      }
    }
    return false;
  }
}
