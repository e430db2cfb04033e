package dev.clew.ingest.otlp;

/// Choices in which writers of OTLP JSON differ.
public record JsonForm(Ids ids, Enums enums) {
  /// As OTLP says: ids in hexadecimal, enums as numbers.
  public static final JsonForm OTLP = new JsonForm(Ids.HEX, Enums.NUMBER);

  /// As the JSON mapping of protobuf says, which Tempo follows: ids in base64, enums as names.
  public static final JsonForm PROTOBUF = new JsonForm(Ids.BASE64, Enums.NAME);

  /// How trace and span ids are written.
  public enum Ids {
    HEX,
    BASE64
  }

  /// How kinds, status codes and severities are written.
  public enum Enums {
    NUMBER,
    NAME
  }
}
