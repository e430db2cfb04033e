package dev.clew.server.http;

import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.util.DomainSocketAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of a socket: what an earlier process left there goes before, its own goes after.
final class SocketFile {
  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

  private final Path path;

  private SocketFile(Path path) {
    this.path = path;
  }

  /// @throws IOException if there can be no socket, or something else is there or listens
  static SocketFile prepare(String listener, DomainSocketAddress address) throws IOException {
    if (!Flags.transportType().supportsDomainSockets()) {
      throw new IOException("transport unix of %s is not supported here".formatted(listener));
    }
    Path path = Path.of(address.path());
    if (Files.exists(path)) {
      if (!Files.readAttributes(path, BasicFileAttributes.class).isOther() || isAnswered(path)) {
        throw new IOException("cannot listen on %s for %s: it is taken".formatted(path, listener));
      }
      Files.delete(path);
    }
    return new SocketFile(path);
  }

  private static boolean isAnswered(Path path) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException _) {
      return false;
    }
  }

  void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      log.atWarn().addKeyValue("path", path).setCause(failure).log("socket file stays");
    }
  }
}
