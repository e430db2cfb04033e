package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Section;
import java.util.List;

/// Compression of what is sent.
final class Compressions {
  private static final List<String> KNOWN = List.of("gzip", "zstd", "none");

  private Compressions() {}

  static String read(Section section) {
    String word = section.text("compression", "gzip", "`gzip`, `zstd` or `none`.");
    String compression = word.isEmpty() ? "none" : word;
    section.check(
        KNOWN.contains(compression),
        "compression",
        "unsupported compression type \"%s\" (supported: [gzip zstd none])".formatted(word));
    return compression;
  }
}
