package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A short run of each fuzzer; each has a `main` for a long one.
final class FuzzTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TestFactory
  Stream<DynamicTest> damagedBodiesHarmNothing() {
    return Stream.of(
            OtlpTracesFuzz.target(),
            OtlpLogsFuzz.target(),
            OtlpMetricsFuzz.target(),
            OtlpTracesJsonFuzz.target(),
            OtlpLogsJsonFuzz.target(),
            OtlpMetricsJsonFuzz.target(),
            ZipkinFuzz.target())
        .map(target ->
            DynamicTest.dynamicTest(
                target.toString(), () -> assertThat(Fuzzer.run(target, 0, LIMIT)).isPositive()));
  }
}
