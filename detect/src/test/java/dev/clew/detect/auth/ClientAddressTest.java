package dev.clew.detect.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClientAddressTest {
  private static final Networks PROXIES = Networks.of(List.of("10.0.0.0/8", "2001:db8::/32"));

  @Test
  void hopsAreFollowedPastTrustedProxiesOnly() {
    assertThat(source("10.0.0.1", "", "6.6.6.6, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
    assertThat(source("10.0.0.1", "", "for=6.6.6.6;proto=https, for=203.0.113.9"))
        .isEqualTo("203.0.113.9");
    assertThat(source("10.0.0.1", "", "rubbish")).isEqualTo("10.0.0.1");
  }

  @Test
  void aHeaderFromAnUntrustedPeerMovesNothing() {
    Seeds.forEach(
        200,
        random -> {
          String forged = "%d.1.2.3".formatted(1 + random.nextInt(220));

          assertThat(source("203.0.113.9", forged, forged)).isEqualTo("203.0.113.9");
        });
  }

  @Test
  void whatAnAgentSaysWithoutTheHeaderIsAClaim() {
    ClientAddress address = of("127.0.0.1", "192.0.2.7", "");

    assertThat(address.trust()).isEqualTo(SourceTrust.CLAIMED);
    assertThat(of("", "192.0.2.7", "").trust()).isEqualTo(SourceTrust.CLAIMED);
    assertThat(of("192.0.2.7", "192.0.2.7", "").trust()).isEqualTo(SourceTrust.PEER);
    assertThat(of("", "", "").trust()).isEqualTo(SourceTrust.NONE);
  }

  @Test
  void aServiceThatResolvesIsBelieved() {
    Fact fact = fact("127.0.0.1", "192.0.2.7", "");

    assertThat(ClientAddress.of(fact, Networks.NONE, true).trust()).isEqualTo(SourceTrust.EDGE);
  }

  @Test
  void portsBracketsAndZonesAreStripped() {
    assertThat(text("203.0.113.9:50123")).isEqualTo("203.0.113.9");
    assertThat(text("[2001:db8::1]:443")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(text("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(text("fe80::1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void namesAreNeverResolved() {
    assertThat(Address.parse("localhost")).isNull();
    assertThat(Address.parse("evil.example")).isNull();
    assertThat(Address.parse("127.1")).isNull();
    assertThat(Address.parse("")).isNull();
  }

  @Test
  void sixtyFourBitsOfIpv6AreOneClient() {
    Address one = Objects.requireNonNull(Address.parse("2001:db8:1:2::1"));
    Address two = Objects.requireNonNull(Address.parse("2001:db8:1:2:ffff::9"));

    assertThat(one.client()).isEqualTo(two.client());
    assertThat(one.network()).endsWith("/48");
  }

  @Test
  void aWrongNetworkIsNamed() {
    assertThatThrownBy(() -> Networks.of(List.of("10.0.0.0/99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.0/99");
  }

  @Test
  void aForgedHeaderFramesNobodyEndToEnd() {
    Reading reading =
        new Reading(AuthOptions.DEFAULT.withTrustedProxies(PROXIES).withResolvedBy(Set.of()));
    reading.server(
        1,
        Map.of(
            "http.request.method", "POST",
            "http.route", "/login",
            "http.response.status_code", 401,
            "network.peer.address", "203.0.113.9",
            "client.address", "192.0.2.1",
            "http.request.header.x-forwarded-for", "192.0.2.1"));

    assertThat(reading.events().getFirst().origin().source()).isEqualTo("203.0.113.9");
  }

  private static String source(String peer, String said, String header) {
    Address address = of(peer, said, header).address();
    return address == null ? "" : address.text();
  }

  private static ClientAddress of(String peer, String said, String header) {
    return ClientAddress.of(fact(peer, said, header), PROXIES, false);
  }

  private static Fact fact(String peer, String said, String header) {
    Fact fact = new Fact();
    fact.set(Part.PEER, peer);
    fact.set(Part.CLIENT_ADDRESS, said);
    fact.set(Part.FORWARDED, header);
    return fact;
  }

  private static String text(String written) {
    Address address = Address.parse(written);
    return address == null ? "" : address.text();
  }
}
