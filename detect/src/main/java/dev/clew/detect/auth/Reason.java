package dev.clew.detect.auth;

import java.util.Locale;

/// Why an attempt did not succeed; the closed list of the schema.
public enum Reason {
  NONE(Kind.NONE),
  BAD_CREDENTIALS(Kind.CREDENTIAL),
  USER_NOT_FOUND(Kind.CREDENTIAL),
  OTP_INVALID(Kind.CREDENTIAL),
  INVALID_CLIENT(Kind.CREDENTIAL),
  CAPTCHA_FAILED(Kind.CREDENTIAL),
  LOCKED(Kind.REFUSED_GUESS),
  RATE_LIMITED(Kind.REFUSED_GUESS),
  DISABLED(Kind.REFUSED_GUESS),
  MFA_REQUIRED(Kind.HALF_SUCCESS),
  EXPIRED_PASSWORD(Kind.HALF_SUCCESS),
  CONSENT_REQUIRED(Kind.HALF_SUCCESS),
  MFA_DENIED(Kind.MFA),
  MFA_TIMEOUT(Kind.MFA),
  TOKEN_EXPIRED(Kind.TOKEN),
  TOKEN_NOT_YET_VALID(Kind.TOKEN),
  TOKEN_REVOKED(Kind.TOKEN),
  TOKEN_REUSED(Kind.TOKEN),
  TOKEN_MALFORMED(Kind.TOKEN),
  BAD_SIGNATURE(Kind.TOKEN),
  ALG_NONE(Kind.TOKEN),
  ALG_MISMATCH(Kind.TOKEN),
  UNKNOWN_KID(Kind.TOKEN),
  ISS_MISMATCH(Kind.TOKEN),
  AUD_MISMATCH(Kind.TOKEN),
  INVALID_TOKEN(Kind.TOKEN),
  ACCESS_DENIED(Kind.POLICY),
  INSUFFICIENT_SCOPE(Kind.POLICY),
  UNAUTHENTICATED(Kind.POLICY),
  REDIRECT_MISMATCH(Kind.POLICY),
  POLICY(Kind.POLICY),
  INTERNAL(Kind.SYSTEM),
  UPSTREAM_UNAVAILABLE(Kind.SYSTEM),
  TIMEOUT(Kind.SYSTEM),
  DENIED_BY_USER(Kind.SYSTEM),
  OTHER(Kind.SYSTEM);

  /// What a reason is evidence of.
  public enum Kind {
    NONE,
    /// A wrong guess.
    CREDENTIAL,
    /// A guess that was turned away unread.
    REFUSED_GUESS,
    /// The password was right, something else is missing.
    HALF_SUCCESS,
    MFA,
    TOKEN,
    POLICY,
    /// Nobody's guess at all.
    SYSTEM
  }

  private final Kind kind;

  Reason(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
