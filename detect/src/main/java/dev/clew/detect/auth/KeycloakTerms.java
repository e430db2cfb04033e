package dev.clew.detect.auth;

import java.util.Locale;

/// What Keycloak's event types and errors mean.
final class KeycloakTerms {
  private KeycloakTerms() {}

  /// @param type without `_ERROR`
  static Operation operation(String type) {
    return switch (type) {
      case "LOGIN", "IDENTITY_PROVIDER_LOGIN", "IMPERSONATE", "CLIENT_LOGIN" -> Operation.LOGIN;
      case "CODE_TO_TOKEN",
          "TOKEN_EXCHANGE",
          "OAUTH2_DEVICE_CODE_TO_TOKEN",
          "AUTHREQID_TO_TOKEN",
          "JWT_AUTHORIZATION_GRANT",
          "OAUTH2_EXTENSION_GRANT" ->
          Operation.TOKEN_ISSUE;
      case "REFRESH_TOKEN" -> Operation.TOKEN_REFRESH;
      case "REVOKE_GRANT" -> Operation.TOKEN_REVOKE;
      case "LOGOUT" -> Operation.LOGOUT;
      case "USER_INFO_REQUEST", "INTROSPECT_TOKEN", "VALIDATE_ACCESS_TOKEN" ->
          Operation.TOKEN_VALIDATE;
      case "PERMISSION_TOKEN" -> Operation.PERMISSION_CHECK;
      case "USER_DISABLED_BY_TEMPORARY_LOCKOUT", "USER_DISABLED_BY_PERMANENT_LOCKOUT" ->
          Operation.LOCKOUT;
      case "REGISTER" -> Operation.REGISTRATION;
      case "RESET_PASSWORD", "SEND_RESET_PASSWORD" -> Operation.RECOVERY;
      case "UPDATE_CREDENTIAL",
          "REMOVE_CREDENTIAL",
          "UPDATE_PASSWORD",
          "UPDATE_TOTP",
          "REMOVE_TOTP",
          "UPDATE_EMAIL" ->
          Operation.CREDENTIAL_CHANGE;
      case "USER_SESSION_DELETED" -> Operation.SESSION;
      default -> Operation.OTHER;
    };
  }

  static String method(String type, String grantType) {
    return switch (type) {
      case "IMPERSONATE" -> "impersonation";
      case "CLIENT_LOGIN" -> "client_secret";
      case "LOGIN" -> grantType.isEmpty() ? "authorization_code" : grantType;
      default -> grantType;
    };
  }

  static Reason reason(String error, String detail, String credentialType) {
    return switch (error) {
      case "" -> Reason.NONE;
      case "invalid_user_credentials", "invalid_user" ->
          credentialType.contains("otp") ? Reason.OTP_INVALID : Reason.BAD_CREDENTIALS;
      case "user_not_found", "username_missing" -> Reason.USER_NOT_FOUND;
      case "user_temporarily_disabled" -> Reason.LOCKED;
      case "user_disabled", "realm_disabled" -> Reason.DISABLED;
      case "invalid_token" -> tokenReason(detail);
      case "invalid_code" -> Reason.TOKEN_MALFORMED;
      case "expired_code", "session_expired", "expired_oauth2_device_code" -> Reason.TOKEN_EXPIRED;
      case "user_session_not_found" -> Reason.TOKEN_REVOKED;
      case "invalid_signature" -> Reason.BAD_SIGNATURE;
      case "invalid_issuer" -> Reason.ISS_MISMATCH;
      case "access_denied", "not_allowed" -> Reason.ACCESS_DENIED;
      case "invalid_scope" -> Reason.INSUFFICIENT_SCOPE;
      case "invalid_redirect_uri" -> Reason.REDIRECT_MISMATCH;
      case "rejected_by_user", "consent_denied" -> Reason.DENIED_BY_USER;
      case "client_not_found",
          "client_disabled",
          "invalid_client",
          "invalid_client_credentials",
          "unauthorized_client" ->
          Reason.INVALID_CLIENT;
      case "slow_down" -> Reason.RATE_LIMITED;
      case "identity_provider_error" -> Reason.UPSTREAM_UNAVAILABLE;
      default -> error.startsWith("pkce_") ? Reason.INVALID_TOKEN : other(error);
    };
  }

  private static Reason other(String error) {
    return error.startsWith("generic") ? Reason.INTERNAL : Reason.OTHER;
  }

  private static Reason tokenReason(String detail) {
    Reason reason = Phrases.reasonOf(detail);
    boolean isReuse = detail.toLowerCase(Locale.ROOT).contains("reuse");
    if (isReuse) {
      return Reason.TOKEN_REUSED;
    }
    return reason.kind() == Reason.Kind.TOKEN ? reason : Reason.INVALID_TOKEN;
  }
}
