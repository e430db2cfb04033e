/// Who may send: what a configuration's extensions say about names, passwords and tokens.
///
/// An [dev.clew.server.http.auth.Authenticator] reads the headers of a request and decides; a
/// [dev.clew.server.http.auth.Guard] stands before a service and asks it. What costs time (bcrypt,
/// signatures, the keys of an issuer) runs on a few threads of its own, and what they admitted is
/// remembered, so that a sender pays once. Secrets are neither logged nor kept readable there.
@NullMarked
package dev.clew.server.http.auth;

import org.jspecify.annotations.NullMarked;
