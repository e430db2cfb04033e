package dev.clew.server.http;

import com.linecorp.armeria.common.util.DomainSocketAddress;
import com.linecorp.armeria.server.ServerBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An address to listen on and what is served there.
///
/// @param name by which the listener is known in messages, as in `otlp-grpc`
/// @param address port 0 takes a free one
/// @param tls null for clear text
/// @param services adds the routes
public record Listener(
    String name, InetSocketAddress address, @Nullable Tls tls, Consumer<ServerBuilder> services) {

  /// The address of a text such as `127.0.0.1:4317`, `[::1]:4317`, `4317` (loopback) or `:4317`
  /// (all interfaces, as the Collector reads it).
  public static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    int port = port(text, text.substring(colon + 1));
    String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
    if (host.isEmpty()) {
      return new InetSocketAddress(port);
    }
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    if (!isBracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("write [" + text + "] with brackets around the address");
    }
    InetSocketAddress address =
        new InetSocketAddress(isBracketed ? host.substring(1, host.length() - 1) : host, port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("no address of host " + host + " in " + text);
    }
    return address;
  }

  /// A socket in the file system.
  public static InetSocketAddress socket(String path) {
    return DomainSocketAddress.of(Path.of(path));
  }

  private static int port(String text, String digits) {
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65_535) {
      throw new IllegalArgumentException("no port in address " + text);
    }
    return Integer.parseInt(digits);
  }
}
