package dev.clew.ingest.otlp;

import dev.clew.ingest.Decoded;
import dev.clew.model.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Request bodies from test data, and what became of them.
final class Bodies {
  private Bodies() {}

  static byte[] gunzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  /// The batch of a request that must not be refused.
  static <B extends Batch> B batch(Decoded<B> decoded) {
    return accepted(decoded).batch();
  }

  static <B extends Batch> Decoded.Accepted<B> accepted(Decoded<B> decoded) {
    return switch (decoded) {
      case Decoded.Accepted<B> accepted -> accepted;
      case Decoded.Refused<B> refused -> throw new AssertionError(refused.message());
    };
  }
}
