package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Section;

/// TLS of an exporter.
///
/// @param isInsecure whether there is none; an address that begins with `https` has it all the same
/// @param trustsAll whether the other side's certificate is not checked
/// @param serverName that is asked for instead of the address's; empty for that
public record ClientTls(
    boolean isInsecure,
    boolean trustsAll,
    String serverName,
    TlsVersions versions,
    TlsMaterial material) {
  static ClientTls read(Section section) {
    return new ClientTls(
        section.flag("insecure", false, "No TLS."),
        section.flag("insecure_skip_verify", false, "Does not check the other side's certificate."),
        section.text(
            "server_name_override", "", "Name to ask for and check instead of the address's."),
        TlsVersions.read(section),
        TlsMaterial.read(section));
  }
}
