package dev.clew.detect.auth;

import java.util.Locale;

/// What was attempted. The names, in lower case, are those of the schema.
public enum Operation {
  LOGIN,
  MFA,
  TOKEN_ISSUE,
  TOKEN_REFRESH,
  TOKEN_VALIDATE,
  AUTHORIZE,
  PERMISSION_CHECK,
  LOGOUT,
  RECOVERY,
  REGISTRATION,
  CREDENTIAL_CHANGE,
  ROLE_CHANGE,
  LOCKOUT,
  TOKEN_REVOKE,
  PASSWORD_VERIFY,
  SESSION,
  OTHER;

  /// The operation of a name in any case, with or without `auth.` in front; [#OTHER] if unknown.
  public static Operation of(String name) {
    String bare = name.startsWith("auth.") ? name.substring(5) : name;
    try {
      return valueOf(bare.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException _) {
      return OTHER;
    }
  }

  /// Whether a person or client shows a secret here.
  public boolean isLogin() {
    return this == LOGIN || this == MFA || this == TOKEN_ISSUE || this == PASSWORD_VERIFY;
  }

  /// Whether it is decided here what somebody may do.
  public boolean isDecision() {
    return this == AUTHORIZE || this == PERMISSION_CHECK;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
