package dev.clew.server.http.page;

import com.linecorp.armeria.common.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A file of the UI, in memory, beside itself compressed.
final class WebFile {
  private static final String FOLDER = "/dev/clew/ui/";

  private final MediaType type;
  private final byte[] plain;
  private final byte[] gzip;
  private final String tag;

  private WebFile(MediaType type, byte[] plain, byte[] gzip) {
    this.type = type;
    this.plain = plain;
    this.gzip = gzip;
    this.tag = '"' + hash(plain) + '"';
  }

  /// @throws IOException when the build lacks it
  static WebFile load(String name) throws IOException {
    return new WebFile(type(name), bytes(name), bytes(name + ".gz"));
  }

  /// A resource of the UI; null when the UI was not built.
  static byte @Nullable [] find(String name) throws IOException {
    try (InputStream in = WebFile.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static byte[] bytes(String name) throws IOException {
    byte[] found = find(name);
    if (found == null) {
      throw new IOException("the UI was built without " + name);
    }
    return found;
  }

  private static MediaType type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> MediaType.HTML_UTF_8;
      case "js" -> MediaType.JAVASCRIPT_UTF_8;
      case "css" -> MediaType.CSS_UTF_8;
      case "svg" -> MediaType.SVG_UTF_8;
      case "json" -> MediaType.JSON_UTF_8;
      default -> MediaType.OCTET_STREAM;
    };
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  MediaType type() {
    return type;
  }

  /// The content, compressed for those who take it so.
  byte[] content(boolean isCompressed) {
    return isCompressed ? gzip : plain;
  }

  /// Changes with the content.
  String tag() {
    return tag;
  }
}
