package dev.clew.pipeline.spanmetrics;

import org.jspecify.annotations.Nullable;

/// Turns an address into its network, so that a label has a value for each network rather than for
/// each address: `203.0.113.9:52100` becomes `203.0.113.0/24`.
///
/// @param bitsOfV4 length of the prefix of IPv4 addresses, mapped ones included
/// @param bitsOfV6 length of the prefix of IPv6 addresses
public record AddressPrefix(int bitsOfV4, int bitsOfV6) {
  /// What stands for all that is no address.
  static final String OTHER = "other";

  public AddressPrefix {
    if (bitsOfV4 < 0 || bitsOfV4 > 32 || bitsOfV6 < 0 || bitsOfV6 > 128) {
      throw new IllegalArgumentException(
          "prefixes of %d and %d bits".formatted(bitsOfV4, bitsOfV6));
    }
  }

  /// The network of an address, which may have a port, brackets or a zone.
  String network(String text) {
    int[] groups = address(text);
    if (groups == null) {
      return OTHER;
    }
    return isV4(groups) ? v4(groups) : v6(groups);
  }

  private static int @Nullable [] address(String text) {
    String host = text;
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      host = end < 0 ? "" : host.substring(1, end);
    } else if (host.indexOf('.') > 0 && host.indexOf(':') == host.lastIndexOf(':')) {
      host = host.indexOf(':') < 0 ? host : host.substring(0, host.indexOf(':'));
    }
    int zone = host.indexOf('%');
    host = zone < 0 ? host : host.substring(0, zone);
    if (host.length() > 45) {
      return null;
    }
    return host.indexOf(':') < 0 ? mapped(host) : parseV6(host);
  }

  /// The eight groups of `::ffff:a.b.c.d`.
  private static int @Nullable [] mapped(String host) {
    int[] groups = new int[8];
    groups[5] = 0xFFFF;
    return parseV4(host, groups, 6) ? groups : null;
  }

  private static boolean parseV4(String host, int[] groups, int at) {
    String[] parts = host.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      int octet = number(parts[i], 10, 3);
      if (octet < 0 || octet > 255) {
        return false;
      }
      groups[at + i / 2] |= i % 2 == 0 ? octet << 8 : octet;
    }
    return true;
  }

  private static int @Nullable [] parseV6(String host) {
    int gap = host.indexOf("::");
    if (gap < 0) {
      int[] groups = new int[8];
      return parts(host, groups) == 8 ? groups : null;
    }
    int[] head = new int[8];
    int[] tail = new int[8];
    String after = host.substring(gap + 2);
    int before = gap == 0 ? 0 : parts(host.substring(0, gap), head);
    int behind = after.isEmpty() ? 0 : parts(after, tail);
    if (before < 0 || behind < 0 || before + behind > 7) {
      return null;
    }
    System.arraycopy(tail, 0, head, 8 - behind, behind);
    return head;
  }

  /// Number of groups in a list of them; -1 if it is none.
  private static int parts(String list, int[] groups) {
    String[] parts = list.split(":", -1);
    int size = 0;
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        return size <= 6 && parseV4(parts[i], groups, size) ? size + 2 : -1;
      }
      int group = number(parts[i], 16, 4);
      if (group < 0 || size == 8) {
        return -1;
      }
      groups[size++] = group;
    }
    return size;
  }

  private static int number(String digits, int radix, int maxLength) {
    if (digits.isEmpty() || digits.length() > maxLength) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char each = digits.charAt(i);
      int digit = each < 128 ? Character.digit(each, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private static boolean isV4(int[] groups) {
    int high = 0;
    for (int i = 0; i < 5; i++) {
      high |= groups[i];
    }
    return high == 0 && groups[5] == 0xFFFF;
  }

  private String v4(int[] groups) {
    long address = ((long) groups[6] << 16) | groups[7];
    long masked = bitsOfV4 == 0 ? 0 : address & (-1L << (32 - bitsOfV4));
    return "%d.%d.%d.%d/%d"
        .formatted(
            masked >> 24 & 255, masked >> 16 & 255, masked >> 8 & 255, masked & 255, bitsOfV4);
  }

  private String v6(int[] groups) {
    int last = 0;
    for (int i = 0; i < 8; i++) {
      int bits = Math.clamp(bitsOfV6 - 16L * i, 0, 16);
      groups[i] &= 0xFFFF << (16 - bits);
      last = groups[i] == 0 ? last : i + 1;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < last; i++) {
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    text.append(last == 8 ? "" : "::");
    return text.append('/').append(bitsOfV6).toString();
  }
}
