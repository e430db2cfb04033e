package dev.clew.pipeline.export;

import dev.clew.model.Signal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A request that waits to be sent.
///
/// @param sequence counts the requests of a queue, from 0 and without gaps
/// @param source the stage that put it in
/// @param rows how many it has
/// @param payload the request; not to be changed
record QueueEntry(long sequence, String source, Signal signal, int rows, Payload payload) {
  /// Bytes that compare by content.
  static final class Payload {
    private final byte[] bytes;

    Payload(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    /// Tells it from any other.
    String digest() {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
