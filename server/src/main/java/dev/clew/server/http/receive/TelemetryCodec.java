package dev.clew.server.http.receive;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.otlp.OtlpDecoder;
import dev.clew.ingest.otlp.OtlpEncoder;
import dev.clew.ingest.zipkin.ZipkinDecoder;
import dev.clew.model.Batch;
import dev.clew.model.Signal;

/// Every encoding that is received, within the limits of one request.
public final class TelemetryCodec implements Codec {
  private final Limits limits;

  public TelemetryCodec(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Decoded<? extends Batch> decode(
      Signal signal, Encoding encoding, byte[] bytes, int offset, int length, long receivedNanos) {
    return switch (encoding) {
      case OTLP_PROTOBUF ->
          otlp(
              signal, dev.clew.ingest.otlp.Encoding.PROTOBUF, bytes, offset, length, receivedNanos);
      case OTLP_JSON ->
          otlp(signal, dev.clew.ingest.otlp.Encoding.JSON, bytes, offset, length, receivedNanos);
      case ZIPKIN_JSON -> ZipkinDecoder.decode(bytes, offset, length, limits, receivedNanos);
    };
  }

  @Override
  public byte[] encode(Batch batch) {
    return OtlpEncoder.encode(batch);
  }

  private Decoded<? extends Batch> otlp(
      Signal signal,
      dev.clew.ingest.otlp.Encoding encoding,
      byte[] bytes,
      int offset,
      int length,
      long receivedNanos) {
    return switch (signal) {
      case TRACES -> OtlpDecoder.traces(bytes, offset, length, encoding, limits, receivedNanos);
      case LOGS -> OtlpDecoder.logs(bytes, offset, length, encoding, limits, receivedNanos);
      case METRICS -> OtlpDecoder.metrics(bytes, offset, length, encoding, limits, receivedNanos);
    };
  }
}
