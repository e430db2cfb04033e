package dev.clew.ingest.otlp;

/// Fuzzes the decoder of logs in JSON: arguments are minutes and the first seed.
final class OtlpLogsJsonFuzz {
  private OtlpLogsJsonFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.LOGS, Encoding.JSON);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
