package dev.clew.server.collector;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.net.ServerTls;
import dev.clew.pipeline.net.TlsMaterial;
import dev.clew.pipeline.net.TlsVersions;
import dev.clew.server.http.Pem;
import dev.clew.server.http.Tls;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TLS of a listener as a configuration names its files.
public final class ServerFiles {
  private static final List<String> VERSIONS = List.of("1.2", "1.3");

  private ServerFiles() {}

  /// @param tls null for none
  /// @throws IllegalArgumentException if it has no certificate, or only versions that are unsafe
  public static @Nullable Tls of(@Nullable ServerTls tls) {
    if (tls == null) {
      return null;
    }
    TlsMaterial material = tls.material();
    Pem certificate = pem(material.certFile(), material.certPem());
    Pem key = pem(material.keyFile(), material.keyPem());
    if (certificate == null || key == null) {
      throw new IllegalArgumentException(
          "failed to load TLS config: for auth via TLS, provide both certificate and key, or neither");
    }
    return new Tls(
        certificate,
        key,
        pem(tls.clientCaFile(), null),
        protocols(tls.versions()),
        material.cipherSuites(),
        material.reloadInterval());
  }

  private static @Nullable Pem pem(String file, @Nullable Secret text) {
    if (text != null) {
      return new Pem.Text(text);
    }
    return file.isEmpty() ? null : new Pem.File(Path.of(file));
  }

  /// 1.0 and 1.1 are broken (RFC 8996); a range that begins there begins at 1.2.
  private static List<String> protocols(TlsVersions versions) {
    List<String> protocols =
        VERSIONS.stream()
            .filter(version -> version.compareTo(versions.min()) >= 0)
            .filter(version -> versions.max().isEmpty() || version.compareTo(versions.max()) <= 0)
            .map(version -> "TLSv" + version)
            .toList();
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException(
          "failed to load TLS config: max_version %s is not supported by Clew, use 1.2 or 1.3"
              .formatted(versions.max()));
    }
    return protocols;
  }
}
