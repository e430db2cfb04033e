package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorMainTest {
  @Test
  void optionsAreRead() {
    LoginSimulator.Options options =
        SimulatorMain.options(
            List.of(
                "--endpoint http://127.0.0.1:9 --seed 7 --rate 2.5 --minutes 0.5 --scenario calm"
                    .split(" ")));

    assertThat(options.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9"));
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.rate()).isEqualTo(2.5);
    assertThat(options.backfill()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.scenario()).isEqualTo(Scenario.calm());
  }

  @Test
  void nothingMeansTheDemo() {
    assertThat(SimulatorMain.options(List.of()))
        .isEqualTo(LoginSimulator.Options.demo(URI.create("http://127.0.0.1:4318")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--speed 3",
        "--seed",
        "--seed x",
        "--rate fast",
        "--rate 0",
        "--users 99999999999",
        "--scenario party",
        "--endpoint ftp://x",
        "--endpoint a b"
      })
  void wrongWordsAreNamed(String line) {
    assertThatThrownBy(() -> SimulatorMain.options(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
