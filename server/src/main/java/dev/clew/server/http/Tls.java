package dev.clew.server.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes a listener speak TLS.
///
/// @param certificate chain of the server, its own certificate first
/// @param key private key in PKCS #8, without a password
/// @param clientAuthorities certificates of which one must have signed that of each client; null
///   asks clients for none
/// @param protocols versions, as in `TLSv1.3`
/// @param ciphers by the names of the RFCs; empty leaves them to the library
/// @param reload after which certificate and key are read again; zero means never
public record Tls(
    Pem certificate,
    Pem key,
    @Nullable Pem clientAuthorities,
    List<String> protocols,
    List<String> ciphers,
    Duration reload) {
  private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

  public Tls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /// Of files, in the versions that are safe.
  public Tls(Path certificate, Path key, @Nullable Path clientAuthorities) {
    this(
        new Pem.File(certificate),
        new Pem.File(key),
        clientAuthorities == null ? null : new Pem.File(clientAuthorities),
        VERSIONS,
        List.of(),
        Duration.ZERO);
  }
}
