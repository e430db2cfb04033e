package dev.clew.ingest.otlp;

/// Fuzzes the decoder of logs in protobuf: arguments are minutes and the first seed.
final class OtlpLogsFuzz {
  private OtlpLogsFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.LOGS, Encoding.PROTOBUF);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
