package dev.clew.pipeline.ottl;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network of addresses such as `10.0.0.0/8`.
///
/// @param high first half of the address as IPv6; IPv4 addresses stand in `::ffff:0:0/96`
/// @param bits that count, of 128
record Network(long high, long low, int bits) {
  private static final long IPV4 = 0xFFFF_0000_0000L;

  /// Reads address and prefix length; null if the text is no network.
  static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    String length = slash < 0 ? "" : text.substring(slash + 1);
    long[] address = slash < 0 ? null : address(text.substring(0, slash));
    boolean isNumber =
        !length.isEmpty()
            && length.length() <= 3
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    if (address == null || !isNumber) {
      return null;
    }
    boolean isShort = text.indexOf(':') < 0;
    int bits = Integer.parseInt(length) + (isShort ? 96 : 0);
    return bits > 128 ? null : new Network(address[0], address[1], bits);
  }

  /// Whether one of the networks has the address; not if the text is no address.
  static boolean contain(List<Network> networks, String text) {
    long[] address = address(text);
    return address != null
        && networks.stream().anyMatch(network -> network.has(address[0], address[1]));
  }

  private boolean has(long otherHigh, long otherLow) {
    if (bits <= 64) {
      return bits == 0 || (high ^ otherHigh) >>> (64 - bits) == 0;
    }
    return high == otherHigh && (bits == 64 || (low ^ otherLow) >>> (128 - bits) == 0);
  }

  /// The two halves of an address; null if the text is none. Asks no name server.
  private static long @Nullable [] address(String text) {
    if (text.indexOf(':') < 0) {
      return shortAddress(text);
    }
    boolean isPlain = text.length() <= 45 && text.chars().allMatch(Network::isPart);
    if (!isPlain) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(text).getAddress();
      ByteBuffer address = ByteBuffer.wrap(bytes);
      if (bytes.length == 16) {
        return new long[] {address.getLong(), address.getLong()};
      }
      return new long[] {0, IPV4 | (address.getInt() & 0xFFFF_FFFFL)};
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean isPart(int c) {
    return (Character.digit(c, 16) >= 0 && c < 128) || c == ':' || c == '.';
  }

  /// Four decimal numbers with points between them.
  private static long @Nullable [] shortAddress(String text) {
    String[] parts = text.split("\\.", -1);
    long address = 0;
    for (String part : parts) {
      boolean isNumber =
          !part.isEmpty()
              && part.length() <= 3
              && part.chars().allMatch(c -> c >= '0' && c <= '9')
              && (part.length() == 1 || part.charAt(0) != '0');
      if (!isNumber || Integer.parseInt(part) > 255) {
        return null;
      }
      address = (address << 8) | Integer.parseInt(part);
    }
    return parts.length == 4 ? new long[] {0, IPV4 | address} : null;
  }
}
