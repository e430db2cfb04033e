package dev.clew.bench.template;

/// How bodies are written.
public enum Encoding {
  /// OTLP protobuf, an `ExportTraceServiceRequest`.
  OTLP,
  /// A Zipkin v2 JSON list.
  ZIPKIN,
  /// JSON rows with the columns that the Collector's ClickHouse exporter fills.
  ROWS;

  FieldWriter fields() {
    return switch (this) {
      case OTLP -> new OtlpFields();
      case ZIPKIN -> new ZipkinFields();
      case ROWS -> new RowFields();
    };
  }
}
