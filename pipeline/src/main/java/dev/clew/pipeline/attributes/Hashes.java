package dev.clew.pipeline.attributes;

import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of attribute values as the Collector takes it.
final class Hashes {
  private Hashes() {}

  /// Lower-case hexadecimal digits; empty for an empty text and for types that are not hashed.
  static String of(Strings strings, ValueType type, long value) {
    return switch (type) {
      case STRING -> {
        MessageDigest digest = sha256();
        digest.update(strings.arena(), strings.start((int) value), strings.length((int) value));
        yield strings.length((int) value) == 0 ? "" : HexFormat.of().formatHex(digest.digest());
      }
      case BOOL -> hex(new byte[] {(byte) value});
      case INT, DOUBLE ->
          hex(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
      case EMPTY, BYTES, ARRAY, MAP -> "";
    };
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
