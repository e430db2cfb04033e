package dev.clew.server.http;

import dev.clew.pipeline.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Certificates or a key in PEM: a file, or the text itself.
public sealed interface Pem {
  /// The text.
  ///
  /// @param listener for which it is read
  /// @throws IOException if it cannot be read, naming the listener and the file
  byte[] read(String listener) throws IOException;

  /// A file.
  record File(Path path) implements Pem {
    @Override
    public byte[] read(String listener) throws IOException {
      if (!Files.isReadable(path)) {
        throw new IOException("TLS file of %s is not readable: %s".formatted(listener, path));
      }
      return Files.readAllBytes(path);
    }
  }

  /// The text itself.
  record Text(Secret text) implements Pem {
    @Override
    public byte[] read(String listener) {
      return text.reveal().getBytes(StandardCharsets.UTF_8);
    }
  }
}
