package dev.clew.ingest.otlp;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.MalformedException;
import dev.clew.ingest.SpanIntake;
import dev.clew.model.SpanBatch;
import java.util.Objects;

/// Decodes OTLP export requests: the bytes of one request to the rows of one batch.
public final class OtlpDecoder {
  private static final int BYTES_PER_ROW = 400;
  private static final int MAX_EXPECTED_ROWS = 1 << 16;

  private OtlpDecoder() {}

  /// Decodes an `ExportTraceServiceRequest` (or `TracesData`, which is written alike).
  ///
  /// @param receivedNanos epoch nanoseconds, for spans without a time
  public static Decoded<SpanBatch> traces(
      byte[] body, int offset, int length, Encoding encoding, Limits limits, long receivedNanos) {
    Objects.checkFromIndexSize(offset, length, body.length);
    SpanIntake intake = new SpanIntake(limits, receivedNanos, expectedRows(length));
    try {
      switch (encoding) {
        case PROTOBUF -> new ProtoTraces(intake).request(new ProtoReader(body, offset, length));
        case JSON -> throw new MalformedException(0, "JSON");
      }
    } catch (MalformedException e) {
      return refused(e);
    }
    return intake.finish();
  }

  private static int expectedRows(int length) {
    return Math.min(length / BYTES_PER_ROW, MAX_EXPECTED_ROWS);
  }

  private static <B extends dev.clew.model.Batch> Decoded<B> refused(MalformedException problem) {
    return new Decoded.Refused<>(
        Decoded.Reason.MALFORMED, "malformed protobuf " + problem.getMessage());
  }
}
