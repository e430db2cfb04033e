package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Section;

/// TLS of a receiver.
///
/// @param clientCaFile certificates that a client must be signed by; empty if none is asked for one
public record ServerTls(String clientCaFile, TlsVersions versions, TlsMaterial material) {
  static ServerTls read(Section section) {
    String clientCaFile =
        section.text(
            "client_ca_file", "", "Certificates (PEM) that every client must be signed by.");
    section.withoutEffect("client_ca_file_reload", "Accepted without effect.");
    TlsMaterial material = TlsMaterial.read(section);
    section.check(
        material.hasCertificate() || !section.isSet("ca_file"),
        "ca_file",
        "for auth via TLS, provide both certificate and key, or neither");
    return new ServerTls(clientCaFile, TlsVersions.read(section), material);
  }
}
