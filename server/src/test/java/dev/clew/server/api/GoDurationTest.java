package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "'', 7",
    "0, 0",
    "1ns, 1",
    "100us, 100000",
    "100µs, 100000",
    "1.5s, 1500000000",
    ".5ms, 500000",
    "1h30m, 5400000000000",
    "1m1ns, 60000000001",
    "0.4ns, 0"
  })
  void durationsAreReadAsGoDoes(String text, long nanos) {
    assertThat(GoDuration.nanos(parameters(text), "d", 7)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "s", "-1s", "1d", "1 s", "1s2", "9999999h", "1e3s", "NaNs"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> GoDuration.nanos(parameters(text), "d", 7))
        .isInstanceOf(QuestionException.class)
        .hasMessageContaining("d is not a duration");
  }

  private static Parameters parameters(String text) {
    return Parameters.of(
        ServiceRequestContext.of(
            HttpRequest.of(HttpMethod.GET, "/x" + ApiServer.query("d", text))));
  }
}
