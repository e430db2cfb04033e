package dev.clew.bench.load;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// How bodies are compressed on the wire.
public enum Compression {
  NONE,
  /// At the level that exporters use by default.
  GZIP,
  /// Level 3.
  ZSTD;

  private static final int ZSTD_LEVEL = 3;

  /// Name in the headers of HTTP and gRPC.
  String token() {
    return switch (this) {
      case NONE -> "identity";
      case GZIP -> "gzip";
      case ZSTD -> "zstd";
    };
  }

  byte[] compress(byte[] source, int offset, int length) {
    return switch (this) {
      case NONE -> Arrays.copyOfRange(source, offset, offset + length);
      case GZIP -> gzip(source, offset, length);
      case ZSTD -> {
        byte[] target = new byte[Math.toIntExact(Zstd.compressBound(length))];
        long size =
            Zstd.compressByteArray(target, 0, target.length, source, offset, length, ZSTD_LEVEL);
        if (Zstd.isError(size)) {
          throw new IllegalStateException(Zstd.getErrorName(size));
        }
        yield Arrays.copyOf(target, (int) size);
      }
    };
  }

  private static byte[] gzip(byte[] source, int offset, int length) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(target)) {
      zip.write(source, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.toByteArray();
  }
}
