package dev.clew.server.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The number by which sketches hash, so that a sender cannot choose values that collide: made once
/// for a data folder, since sketches that are saved or united must agree on it.
final class HashSeed {
  private HashSeed() {}

  /// @param file that keeps it, made if absent
  static long of(Path file) {
    try {
      byte[] kept = Files.readAllBytes(file);
      if (kept.length == Long.BYTES) {
        return ByteBuffer.wrap(kept).getLong();
      }
      return make(file);
    } catch (NoSuchFileException _) {
      return make(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  private static long make(Path file) {
    long seed = new SecureRandom().nextLong();
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      return seed;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
