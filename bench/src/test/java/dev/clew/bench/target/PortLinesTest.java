package dev.clew.bench.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.target.PortLines.Listener;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortLinesTest {
  @Test
  void plainLinesAreRead() {
    PortLines ports = read("otlp-grpc 127.0.0.1:41234\notlp-http 127.0.0.1:2\nhttp 127.0.0.1:3");

    assertThat(ports.isComplete()).isTrue();
    assertThat(port(ports, Listener.OTLP_GRPC)).isEqualTo(41_234);
    assertThat(port(ports, Listener.OTLP_HTTP)).isEqualTo(2);
    assertThat(port(ports, Listener.HTTP)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        clew: OTLP/gRPC on 127.0.0.1:11
        clew: OTLP/HTTP on http://127.0.0.1:12
        clew: UI and queries http://localhost:13/
        """,
        """
          otlp_grpc  listening at [::1]:11
          otlp_http = localhost:12
          http: 0.0.0.0:13
        """,
        """
        2026-11-20T09:00:00Z INFO listener=otlp-grpc address=127.0.0.1:11
        2026-11-20T09:00:00Z INFO listener=otlp-http address=127.0.0.1:12
        2026-11-20T09:00:00Z INFO listener=http address=127.0.0.1:13
        """
      })
  void otherWordingsAreReadToo(String output) {
    PortLines ports = read(output);

    assertThat(ports.isComplete()).isTrue();
    assertThat(Stream.of(Listener.values()).map(listener -> port(ports, listener)))
        .containsExactly(11, 12, 13);
  }

  @Test
  void otherLinesAreIgnored() {
    PortLines ports = read("starting at 09:00:00\nmemory 512:1\nready in 800 ms");

    assertThat(ports.isComplete()).isFalse();
  }

  private static PortLines read(String output) {
    PortLines ports = new PortLines();
    output.lines().forEach(ports::accept);
    return ports;
  }

  private static int port(PortLines ports, Listener listener) {
    var address = ports.address(listener);
    return address == null ? -1 : address.getPort();
  }
}
