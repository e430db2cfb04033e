package dev.clew.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.template.CapturedBodies;
import dev.clew.testkit.TestData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void walksRealBodies() throws IOException {
    Calibration calibration =
        new Calibration(CapturedBodies.readBytes(TestData.require("otel-demo-otlp")));

    assertThat(calibration.gigabytesPerSecond()).isBetween(0.01, 100.0);
  }
}
