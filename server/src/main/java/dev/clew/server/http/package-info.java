/// The sockets of the server and what all of them share: limits, TLS, errors, the way to stop.
///
/// [dev.clew.server.http.HttpListeners] opens a list of [dev.clew.server.http.Listener]s, each an
/// address with its own services, and closes them gracefully. Every socket speaks HTTP/1.1 and
/// HTTP/2, in clear or by TLS, so that gRPC, HTTP and a browser can meet on any of them. The
/// services themselves live in the packages below and in the API; this one knows none of them but
/// [dev.clew.server.http.SelfEndpoints].
@NullMarked
package dev.clew.server.http;

import org.jspecify.annotations.NullMarked;
