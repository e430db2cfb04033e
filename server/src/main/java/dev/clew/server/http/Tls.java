package dev.clew.server.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Files that make a listener speak TLS, all PEM.
///
/// @param certificate chain of the server, its own certificate first
/// @param key private key in PKCS #8, without a password
/// @param clientAuthorities certificates of which one must have signed that of each client; null
///   asks clients for none
public record Tls(Path certificate, Path key, @Nullable Path clientAuthorities) {}
