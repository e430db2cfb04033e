package dev.clew.pipeline.assembly;

import dev.clew.pipeline.config.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What tells one configuration of a component from another, without telling its secrets.
final class Fingerprint {
  private Fingerprint() {}

  /// Hex of the SHA-256 of the section's values.
  static String of(Node section) {
    try {
      byte[] text = section.value().toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
