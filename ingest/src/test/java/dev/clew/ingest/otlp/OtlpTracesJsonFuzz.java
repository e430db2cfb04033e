package dev.clew.ingest.otlp;

/// Fuzzes the decoder of traces in JSON: arguments are minutes and the first seed.
final class OtlpTracesJsonFuzz {
  private OtlpTracesJsonFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.TRACES, Encoding.JSON);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
