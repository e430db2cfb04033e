package dev.clew.ingest.otlp;

/// Fuzzes the decoder of traces in protobuf: arguments are minutes and the first seed.
final class OtlpTracesFuzz {
  private OtlpTracesFuzz() {}

  static Fuzzer.Target target() {
    return new OtlpFuzz(Signals.TRACES, Encoding.PROTOBUF);
  }

  public static void main(String[] arguments) {
    Fuzzer.main(target(), arguments);
  }
}
