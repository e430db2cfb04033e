package dev.clew.server.http.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcWireTest {

  @ParameterizedTest
  @CsvSource({
    "1H, 3600000",
    "2M, 120000",
    "3S, 3000",
    "4m, 4",
    "5000u, 5",
    "6000000n, 6",
    "1n, 1",
    "99999999H, 359999996400000"
  })
  void timeoutsAreRead(String text, long millis) {
    assertThat(GrpcWire.timeoutMillis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "1", "1s", "-1S", "999999999S", "1.5S"})
  void malformedTimeoutsAreToldApart(String text) {
    assertThat(GrpcWire.timeoutMillis(text)).isEqualTo(-1);
  }

  @Test
  void messagesSurviveTheirEncoding() {
    Seeds.forEach(
        500,
        random -> {
          StringBuilder message = new StringBuilder();
          for (int i = random.nextInt(40); i > 0; i--) {
            message.appendCodePoint(random.nextInt(0x20) == 0 ? 0x1F600 : random.nextInt(0x250));
          }

          String encoded = GrpcWire.percentEncoded(message.toString());

          assertThat(encoded).matches("[ -~]*");
          assertThat(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
              .isEqualTo(message.toString());
        });
  }
}
