package dev.clew.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4317, 127.0.0.1, 4317",
    "4317, 127.0.0.1, 4317",
    ":4317, 0.0.0.0, 4317",
    "[::1]:0, 0:0:0:0:0:0:0:1, 0"
  })
  void addressesAreRead(String text, String host, int port) {
    assertThat(Listener.address(text).getAddress().getHostAddress()).isIn(host, "0:0:0:0:0:0:0:0");
    assertThat(Listener.address(text).getPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "127.0.0.1:", "127.0.0.1:70000", "::1:4317", "a:-1"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Listener.address(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBarePortIsLoopbackOnly() {
    assertThat(Listener.address("0").getAddress().isLoopbackAddress()).isTrue();
  }
}
