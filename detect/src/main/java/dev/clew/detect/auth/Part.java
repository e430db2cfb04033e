package dev.clew.detect.auth;

/// The texts of a fact.
enum Part {
  REALM,
  SERVICE,
  USER,
  SUBJECT,
  SESSION,
  TOKEN,
  FAMILY,
  CLIENT,
  ROLES,
  METHOD,
  DETAIL,
  /// The other end of the connection.
  PEER,
  /// What somebody says the client's address is.
  CLIENT_ADDRESS,
  /// Hops of `X-Forwarded-For` or `Forwarded`, nearest last, joined by commas.
  FORWARDED,
  AGENT,
  SYNTHETIC,
  FINGERPRINT,
  RESOURCE_TYPE,
  RESOURCE,
  PERMISSION,
  ROUTE,
  HTTP_METHOD,
  DEPENDENCY
}
