package dev.clew.server.http.receive;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Compresses bodies for tests.
public final class Packed {
  private Packed() {}

  public static byte[] as(String encoding, byte[] bytes) throws IOException {
    return switch (encoding) {
      case "gzip" -> gzip(bytes);
      case "zstd" -> Zstd.compress(bytes);
      case "deflate" -> deflate(bytes);
      default -> bytes;
    };
  }

  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = new DeflaterOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }
}
