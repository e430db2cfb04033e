package dev.clew.examples.otlp;

/// What a service wrote to its log while a span ran.
///
/// @param body the message and who wrote it
/// @param attributes what it is about, by the standard log keys
public record LogRecord(
    Resource resource,
    TraceId traceId,
    long spanId,
    long atNanos,
    Severity severity,
    String eventName,
    Attributes body,
    Attributes attributes)
    implements Happening {

  /// How much a person should care.
  public enum Severity {
    DEBUG(5),
    INFO(9),
    WARN(13),
    ERROR(17);

    final int number;

    Severity(int number) {
      this.number = number;
    }
  }
}
