package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class AddressPrefixTest {
  private static final AddressPrefix PREFIX = new AddressPrefix(24, 48);

  @Test
  void addressesBecomeTheirNetwork() {
    assertThat(PREFIX.network("203.0.113.9")).isEqualTo("203.0.113.0/24");
    assertThat(PREFIX.network("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1::/48");
    assertThat(new AddressPrefix(0, 0).network("203.0.113.9")).isEqualTo("0.0.0.0/0");
    assertThat(new AddressPrefix(32, 128).network("203.0.113.9")).isEqualTo("203.0.113.9/32");
    assertThat(new AddressPrefix(32, 128).network("1:2:3:4:5:6:7:8"))
        .isEqualTo("1:2:3:4:5:6:7:8/128");
  }

  @Test
  void portsBracketsAndZonesAreCutOff() {
    assertThat(PREFIX.network("203.0.113.9:52100")).isEqualTo("203.0.113.0/24");
    assertThat(PREFIX.network("[2001:db8::1]:443")).isEqualTo("2001:db8::/48");
    assertThat(PREFIX.network("fe80::1%eth0")).isEqualTo("fe80::/48");
  }

  @Test
  void mappedAddressesAreOfTheOlderKind() {
    assertThat(PREFIX.network("::ffff:203.0.113.9")).isEqualTo("203.0.113.0/24");
    assertThat(PREFIX.network("::ffff:cb00:7109")).isEqualTo("203.0.113.0/24");
  }

  @Test
  void whatIsNoAddressIsOther() {
    for (String text :
        new String[] {
          "",
          "localhost",
          "1.2.3",
          "1.2.3.256",
          "1.2.3.4.5",
          "1..2.3",
          "12345::",
          ":::",
          "1:2",
          "g::",
          "1:2:3:4:5:6:7:8:9",
          "::1::2",
          "[::1",
          "٣.1.1.1",
          "1.2.3.4:x:y",
          "x".repeat(10_000)
        }) {
      assertThat(PREFIX.network(text)).as(text).isEqualTo("other");
    }
  }

  @Test
  void everyAddressIsWithinItsNetwork() {
    Seeds.forEach(
        2_000,
        random -> {
          byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
          random.nextBytes(bytes);
          bytes[0] |= 1;
          int bits = random.nextInt(bytes.length * 8 + 1);
          String text = InetAddress.getByAddress(bytes).getHostAddress();
          AddressPrefix prefix =
              bytes.length == 4 ? new AddressPrefix(bits, 0) : new AddressPrefix(0, bits);

          String network = prefix.network(text);

          assertThat(network).endsWith("/" + bits);
          for (int bit = bits; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(128 >> bit % 8);
          }
          byte[] found =
              InetAddress.getByName(network.substring(0, network.indexOf('/'))).getAddress();
          assertThat(found).isEqualTo(bytes);
        });
  }
}
