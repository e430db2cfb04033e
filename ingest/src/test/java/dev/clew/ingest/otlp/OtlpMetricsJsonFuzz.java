package dev.clew.ingest.otlp;

/// Fuzzes the decoder of metrics in JSON: arguments are minutes and the first seed.
final class OtlpMetricsJsonFuzz {
  private OtlpMetricsJsonFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.METRICS, Encoding.JSON);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
