package dev.clew.server.http.send;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// Compression of a request.
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  static Packing of(String word) {
    return switch (word) {
      case "gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default -> NONE;
    };
  }

  /// The word of the header.
  String word() {
    return switch (this) {
      case NONE -> "identity";
      case GZIP -> "gzip";
      case ZSTD -> "zstd";
    };
  }

  byte[] pack(byte[] bytes) {
    return switch (this) {
      case NONE -> bytes;
      case GZIP -> gzip(bytes);
      case ZSTD -> Zstd.compress(bytes);
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
