package dev.clew.server.http.receive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.model.Signal;

/// The answer of OTLP to a request that was taken: empty, or saying which rows were left out.
///
/// The messages of the three signals differ in the JSON name of the count only.
final class PartialSuccess {
  private PartialSuccess() {}

  static byte[] protobuf(Receipt.Accepted accepted) {
    if (isFull(accepted)) {
      return new byte[0];
    }
    ProtoWriter out = new ProtoWriter();
    int partialSuccess = out.begin(1);
    out.varint(1, accepted.rejected());
    out.text(2, accepted.message());
    out.end(partialSuccess);
    return out.toByteArray();
  }

  static String json(Signal signal, Receipt.Accepted accepted) {
    if (isFull(accepted)) {
      return "{}";
    }
    String count =
        switch (signal) {
          case TRACES -> "rejectedSpans";
          case LOGS -> "rejectedLogRecords";
          case METRICS -> "rejectedDataPoints";
        };
    String message = new String(JsonStringEncoder.getInstance().quoteAsString(accepted.message()));
    return "{\"partialSuccess\":{\"%s\":\"%d\",\"errorMessage\":\"%s\"}}"
        .formatted(count, accepted.rejected(), message);
  }

  private static boolean isFull(Receipt.Accepted accepted) {
    return accepted.rejected() == 0 && accepted.message().isEmpty();
  }
}
