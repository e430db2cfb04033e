package dev.clew.bench.target;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the addresses that a server prints when it starts, as in `otlp-grpc 127.0.0.1:41234`.
///
/// Only this class knows how such lines look, and it is lenient: any line that names a listener and
/// then an address will do, with whatever stands around them.
final class PortLines {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-f:]+]|[a-z0-9][a-z0-9.-]*):(\\d{1,5})(?!\\d)");

  enum Listener {
    OTLP_GRPC("otlp[-_ /]?grpc|\\bgrpc\\b"),
    OTLP_HTTP("otlp[-_ /]?http"),
    HTTP("\\bhttp\\b|\\bui\\b|\\bquery\\b");

    private final Pattern name;

    Listener(String name) {
      this.name = Pattern.compile(name);
    }
  }

  private final Map<Listener, InetSocketAddress> found =
      Collections.synchronizedMap(new EnumMap<>(Listener.class));

  /// Looks at one more line.
  void accept(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    for (Listener listener : Listener.values()) {
      Matcher name = listener.name.matcher(lower);
      if (name.find()) {
        Matcher address = ADDRESS.matcher(lower);
        if (address.find(name.end())) {
          found.putIfAbsent(
              listener,
              new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))));
        }
        return;
      }
    }
  }

  @Nullable InetSocketAddress address(Listener listener) {
    return found.get(listener);
  }

  boolean isComplete() {
    return found.size() == Listener.values().length;
  }
}
