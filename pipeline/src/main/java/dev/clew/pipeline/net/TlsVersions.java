package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Section;
import java.util.List;

/// The versions of TLS that a connection may take, such as `1.2`.
///
/// @param min empty means 1.2
/// @param max empty means the newest
public record TlsVersions(String min, String max) {
  private static final List<String> KNOWN = List.of("", "1.0", "1.1", "1.2", "1.3");

  static TlsVersions read(Section section) {
    String min = section.text("min_version", "1.2", "Oldest version of TLS.");
    String max = section.text("max_version", "", "Newest version of TLS.");
    String wrong = "invalid TLS %s: unsupported TLS version: \"%s\"";
    section.check(KNOWN.contains(min), "min_version", wrong.formatted("min_version", min));
    section.check(KNOWN.contains(max), "max_version", wrong.formatted("max_version", max));
    if (!min.isEmpty() && !max.isEmpty()) {
      section.check(
          min.compareTo(max) <= 0,
          "max_version",
          "invalid TLS configuration: min_version cannot be greater than max_version");
    }
    return new TlsVersions(min, max);
  }
}
