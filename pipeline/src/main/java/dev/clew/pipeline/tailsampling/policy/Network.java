package dev.clew.pipeline.tailsampling.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The network of an address written as text. A port behind it and brackets around it are ignored.
final class Network {
  private Network() {}

  /// The bytes of the address with all but the prefix set to 0; null if the text is no address.
  static byte @Nullable [] of(String text, int prefix4, int prefix6) {
    String host = withoutPort(text);
    byte[] bytes = host.indexOf(':') >= 0 ? version6(host) : version4(host);
    if (bytes == null) {
      return null;
    }
    int bits = bytes.length == 4 ? prefix4 : prefix6;
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
    }
    return bytes;
  }

  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      return close < 0 ? text : text.substring(1, close);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static byte @Nullable [] version4(String text) {
    byte[] bytes = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', at);
      int number = end < 0 ? -1 : number(text, at, end, 10, 3);
      if (number < 0 || number > 255) {
        return null;
      }
      bytes[i] = (byte) number;
      at = end + 1;
    }
    return bytes;
  }

  private static byte @Nullable [] version6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, 16);
    }
    byte[] left = gap == 0 ? new byte[0] : groups(address.substring(0, gap), -1);
    String behind = address.substring(gap + 2);
    byte[] right = behind.isEmpty() ? new byte[0] : groups(behind, -1);
    if (left == null || right == null || left.length + right.length > 14) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(left, 16);
    System.arraycopy(right, 0, bytes, 16 - right.length, right.length);
    return bytes;
  }

  /// Groups of hexadecimal digits, the last of which may be an address of version 4.
  private static byte @Nullable [] groups(String text, int expected) {
    byte[] bytes = new byte[16];
    int size = 0;
    int at = 0;
    while (at <= text.length()) {
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? text.length() : colon;
      byte[] embedded =
          colon < 0 && text.indexOf('.', at) >= 0 ? version4(text.substring(at)) : null;
      int number = embedded == null ? number(text, at, end, 16, 4) : 0;
      int length = embedded == null ? 2 : 4;
      if (number < 0 || size + length > 16) {
        return null;
      }
      if (embedded == null) {
        bytes[size] = (byte) (number >> 8);
        bytes[size + 1] = (byte) number;
      } else {
        System.arraycopy(embedded, 0, bytes, size, 4);
      }
      size += length;
      at = end + 1;
    }
    return expected >= 0 && size != expected ? null : Arrays.copyOf(bytes, size);
  }

  private static int number(String text, int from, int to, int radix, int maxDigits) {
    if (from >= to || to - from > maxDigits) {
      return -1;
    }
    int number = 0;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
