package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.config.Section;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Certificates and keys, as files or as PEM text; empty or null where there is none.
///
/// @param caFile certificates that the other side is checked by
/// @param reloadInterval after which files are read again; zero means never
public record TlsMaterial(
    String caFile,
    @Nullable Secret caPem,
    String certFile,
    @Nullable Secret certPem,
    String keyFile,
    @Nullable Secret keyPem,
    List<String> cipherSuites,
    Duration reloadInterval) {
  public TlsMaterial {
    cipherSuites = List.copyOf(cipherSuites);
  }

  static TlsMaterial read(Section section) {
    String caFile =
        section.text(
            "ca_file",
            "",
            "Certificates (PEM) that the other side is checked by; the system's if absent.");
    Secret caPem = section.secret("ca_pem", "The same as text.");
    String certFile = section.text("cert_file", "", "Own certificate chain (PEM).");
    Secret certPem = section.secret("cert_pem", "The same as text.");
    String keyFile = section.text("key_file", "", "Own private key (PEM).");
    Secret keyPem = section.secret("key_pem", "The same as text.");
    section.check(
        caFile.isEmpty() || caPem == null,
        "ca_pem",
        "provide either a CA file or the PEM-encoded string, but not both");
    section.check(
        certFile.isEmpty() || certPem == null,
        "cert_pem",
        "provide either a certificate or the PEM-encoded string, but not both");
    section.check(
        keyFile.isEmpty() || keyPem == null,
        "key_pem",
        "provide either a key or the PEM-encoded string, but not both");
    boolean hasCertificate = !certFile.isEmpty() || certPem != null;
    boolean hasKey = !keyFile.isEmpty() || keyPem != null;
    section.check(
        hasCertificate == hasKey,
        hasKey ? "key_file" : "cert_file",
        hasKey
            ? "for auth via TLS, provide both certificate and key, or neither: no certificate"
            : "for auth via TLS, provide both certificate and key, or neither: no key");
    List<String> suites =
        section.texts(
            "cipher_suites", List.of(), "Cipher suites, by Go's names; safe ones if absent.");
    Duration reload =
        section.duration(
            "reload_interval", Duration.ZERO, "After which files are read again; never if zero.");
    section.withoutEffect("curve_preferences", "Accepted without effect.");
    section.withoutEffect("include_system_ca_certs_pool", "Accepted without effect.");
    return new TlsMaterial(caFile, caPem, certFile, certPem, keyFile, keyPem, suites, reload);
  }

  public boolean hasCertificate() {
    return !certFile.isEmpty() || certPem != null;
  }

  public boolean hasAuthorities() {
    return !caFile.isEmpty() || caPem != null;
  }
}
