package dev.clew.ingest.zipkin;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.JsonReader;
import dev.clew.ingest.Limits;
import dev.clew.ingest.MalformedException;
import dev.clew.ingest.SpanIntake;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.util.Objects;

/// Decodes Zipkin v2 JSON: a list of spans to the rows of one batch.
public final class ZipkinDecoder {
  private static final int BYTES_PER_SPAN = 600;
  private static final int MAX_EXPECTED_SPANS = 1 << 16;

  private ZipkinDecoder() {}

  /// Decodes spans. The slice of the body is only read; nothing of it is kept.
  ///
  /// @param receivedNanos epoch nanoseconds, for spans without a time
  public static Decoded<SpanBatch> decode(
      byte[] body, int offset, int length, Limits limits, long receivedNanos) {
    Objects.checkFromIndexSize(offset, length, body.length);
    int expected = Math.min(length / BYTES_PER_SPAN, MAX_EXPECTED_SPANS);
    SpanIntake intake = new SpanIntake(limits, receivedNanos, expected);
    try {
      JsonReader in = new JsonReader(body, offset, length, intake.texts());
      ZipkinSpans spans = new ZipkinSpans(in, intake);
      in.begin();
      in.enterArray();
      while (in.nextElement()) {
        spans.read();
      }
      in.finish();
      return intake.finish();
    } catch (MalformedException e) {
      return refused(e.problem());
    } catch (IOException e) {
      return refused(JsonReader.problem(e));
    }
  }

  private static Decoded<SpanBatch> refused(String problem) {
    return new Decoded.Refused<>(Decoded.Reason.MALFORMED, "malformed Zipkin JSON " + problem);
  }
}
