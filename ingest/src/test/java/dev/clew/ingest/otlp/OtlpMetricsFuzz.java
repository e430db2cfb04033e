package dev.clew.ingest.otlp;

/// Fuzzes the decoder of metrics in protobuf: arguments are minutes and the first seed.
final class OtlpMetricsFuzz {
  private OtlpMetricsFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.METRICS, Encoding.PROTOBUF);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
