package dev.clew.detect;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.OtlpDecoder;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The capture of a real Keycloak: its batches in the order in which they were received.
public final class KeycloakCapture {
  private KeycloakCapture() {}

  /// A batch and about when it came: just after the newest thing it tells.
  public record Received(Batch batch, long instantNanos) {}

  public static List<Received> batches() throws IOException {
    List<Received> batches = new ArrayList<>();
    long instant = 0;
    for (Path file : TestData.files("keycloak-otlp", ".pb.gz")) {
      if (file.toString().contains("_v1_metrics")) {
        continue;
      }
      Batch batch = decode(file);
      for (int row = 0; row < batch.size(); row++) {
        long end = batch instanceof SpanBatch spans ? spans.endNanos(row) : batch.timeNanos(row);
        instant = Math.max(instant, end);
      }
      batches.add(new Received(batch, instant));
    }
    return batches;
  }

  private static Batch decode(Path file) throws IOException {
    byte[] body;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      body = in.readAllBytes();
    }
    Decoded<? extends Batch> decoded =
        file.toString().contains("_v1_logs")
            ? OtlpDecoder.logs(body, 0, body.length, Encoding.PROTOBUF, Limits.DEFAULT, 0)
            : OtlpDecoder.traces(body, 0, body.length, Encoding.PROTOBUF, Limits.DEFAULT, 0);
    return switch (decoded) {
      case Decoded.Accepted<? extends Batch> accepted -> accepted.batch();
      case Decoded.Refused<? extends Batch> refused ->
          throw new IOException(file + ": " + refused.message());
    };
  }

  static boolean isLogs(Received received) {
    return received.batch() instanceof LogBatch;
  }
}
