package dev.clew.store.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// What a file held when it was written, to tell damage.
///
/// @param bytes size
/// @param crc32c of all of it; -1 when it is not known
public record FileSum(long bytes, long crc32c) {
  static final long UNKNOWN = -1;
  private static final int CHUNK = 1 << 16;

  /// Reads a file.
  static FileSum of(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        crc.update(chunk, 0, read);
        bytes += read;
      }
    }
    return new FileSum(bytes, crc.getValue());
  }

  static long crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  boolean hasSum() {
    return crc32c != UNKNOWN;
  }
}
