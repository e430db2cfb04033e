package dev.clew.detect.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An IP address without port, brackets or zone; an IPv4 address mapped into IPv6 is IPv4.
final class Address {
  private final byte[] bytes;
  private final String text;

  private Address(InetAddress parsed) {
    bytes = parsed.getAddress();
    text = parsed.getHostAddress();
  }

  /// The address of a text as headers and agents write it; null if it holds none. Never resolves.
  static @Nullable Address parse(String written) {
    String text = bare(written.strip());
    if (text.isEmpty() || text.length() > 45 || !isLiteral(text)) {
      return null;
    }
    try {
      return new Address(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static String bare(String written) {
    String text = written;
    if (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      text = close < 0 ? "" : text.substring(1, close);
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static boolean isLiteral(String text) {
    if (text.indexOf(':') >= 0) {
      return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
    return text.chars().filter(c -> c == '.').count() == 3
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
  }

  /// The /24 of an IPv4 address, the /48 of an IPv6 address.
  String network() {
    int kept = bytes.length == 4 ? 3 : 6;
    byte[] cut = Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length);
    try {
      return InetAddress.getByAddress(cut).getHostAddress() + (kept == 3 ? "/24" : "/48");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("length %d is of no address".formatted(cut.length), e);
    }
  }

  /// The key of a client: the address itself, or the /64 that one IPv6 client has to itself.
  String client() {
    if (bytes.length == 4) {
      return text;
    }
    byte[] cut = Arrays.copyOf(Arrays.copyOf(bytes, 8), 16);
    try {
      return InetAddress.getByAddress(cut).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("length %d is of no address".formatted(cut.length), e);
    }
  }

  String text() {
    return text;
  }

  boolean isIn(byte[] prefix, int bits) {
    if (prefix.length != bytes.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if ((((prefix[bit >> 3] ^ bytes[bit >> 3]) >> (7 - (bit & 7))) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
