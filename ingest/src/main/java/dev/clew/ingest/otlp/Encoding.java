package dev.clew.ingest.otlp;

/// How an OTLP message is written.
public enum Encoding {
  PROTOBUF,
  JSON
}
