package dev.clew.server.collector;

import dev.clew.pipeline.net.ServerTls;
import dev.clew.server.http.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The TLS of a listener as a configuration names its files.
public final class ServerFiles {
  private ServerFiles() {}

  /// @param tls null for none
  public static @Nullable Tls of(@Nullable ServerTls tls) {
    if (tls == null) {
      return null;
    }
    return new Tls(
        Path.of(tls.material().certFile()),
        Path.of(tls.material().keyFile()),
        tls.clientCaFile().isEmpty() ? null : Path.of(tls.clientCaFile()));
  }
}
