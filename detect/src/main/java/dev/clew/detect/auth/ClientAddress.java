package dev.clew.detect.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whom a request came from, and how far that may be believed.
///
/// From the connection's other end, walk the hops of the forwarding headers, nearest first, past
/// all proxies that are trusted; the first that is not is the client. Without the headers there is
/// only what an agent says, and agents take the leftmost entry, which the client itself wrote:
/// unless it is the other end of the connection, or the service is declared to resolve it, it is a
/// claim.
record ClientAddress(@Nullable Address address, SourceTrust trust, @Nullable Address peer) {
  static ClientAddress of(Fact fact, Networks trustedProxies, boolean isResolvedByService) {
    Address peer = Address.parse(fact.get(Part.PEER));
    Address said = Address.parse(fact.get(Part.CLIENT_ADDRESS));
    if (isResolvedByService && said != null) {
      return new ClientAddress(said, SourceTrust.EDGE, peer);
    }
    if (peer == null) {
      return new ClientAddress(said, said == null ? SourceTrust.NONE : SourceTrust.CLAIMED, null);
    }
    if (!trustedProxies.contains(peer)) {
      boolean isClaim = !fact.has(Part.FORWARDED) && said != null && !isSame(said, peer);
      return isClaim
          ? new ClientAddress(said, SourceTrust.CLAIMED, peer)
          : new ClientAddress(peer, SourceTrust.PEER, peer);
    }
    if (!fact.has(Part.FORWARDED)) {
      boolean isOther = said != null && !isSame(said, peer);
      return new ClientAddress(
          isOther ? said : peer, isOther ? SourceTrust.CLAIMED : SourceTrust.PEER, peer);
    }
    return behindProxies(fact.get(Part.FORWARDED), trustedProxies, peer);
  }

  private static ClientAddress behindProxies(String header, Networks trusted, Address peer) {
    List<String> hops = hops(header);
    Collections.reverse(hops);
    Address source = peer;
    for (String hop : hops) {
      Address address = Address.parse(hop);
      if (address == null) {
        break;
      }
      source = address;
      if (!trusted.contains(address)) {
        break;
      }
    }
    return new ClientAddress(source, SourceTrust.PROXIED, peer);
  }

  /// Addresses of an `X-Forwarded-For` list, or of the `for` parameters of a `Forwarded` one.
  private static List<String> hops(String header) {
    List<String> hops = new ArrayList<>();
    for (String element : header.split(",", 64)) {
      String hop = element.strip();
      String low = hop.toLowerCase(Locale.ROOT);
      int parameter = low.startsWith("for=") ? 0 : low.indexOf(";for=") + 1;
      if (low.startsWith("for=") || parameter > 0) {
        int end = hop.indexOf(';', parameter);
        hop = hop.substring(parameter + 4, end < 0 ? hop.length() : end).strip();
      }
      hops.add(hop);
    }
    return hops;
  }

  private static boolean isSame(Address left, Address right) {
    return left.text().equals(right.text());
  }
}
