package dev.clew.detect.auth;

import java.util.ArrayList;
import java.util.List;

/// A list of networks, such as those of trusted proxies.
public final class Networks {
  public static final Networks NONE = new Networks(List.of());

  private final List<Network> networks;

  private record Network(Address address, int bits) {}

  private Networks(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /// Networks as `192.0.2.0/24`, `2001:db8::/32` or a single address each.
  ///
  /// @throws IllegalArgumentException naming the text that is no network
  public static Networks of(List<String> texts) {
    List<Network> parsed = new ArrayList<>();
    for (String text : texts) {
      parsed.add(parse(text));
    }
    return new Networks(parsed);
  }

  private static Network parse(String text) {
    int slash = text.indexOf('/');
    Address address = Address.parse(slash < 0 ? text : text.substring(0, slash));
    if (address != null) {
      int all = address.bytes().length * 8;
      String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
      if (bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all) {
        return new Network(address, Integer.parseInt(bits));
      }
    }
    throw new IllegalArgumentException("'%s' is no network such as 192.0.2.0/24".formatted(text));
  }

  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /// Whether the text is an address within one of the networks.
  public boolean contains(String address) {
    Address parsed = Address.parse(address);
    return parsed != null && contains(parsed);
  }

  boolean contains(Address address) {
    for (Network network : networks) {
      if (address.isIn(network.address().bytes(), network.bits())) {
        return true;
      }
    }
    return false;
  }
}
