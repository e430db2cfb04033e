package dev.clew.server.http.answer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clew.ingest.otlp.ProtoWriter;
import java.time.Duration;

/// Writes a [RpcStatus] as `google.rpc.Status`, with `RetryInfo` and `BadRequest` as details.
final class RpcStatusText {
  private static final String TYPES = "type.googleapis.com/google.rpc.";
  private static final String RETRY_INFO = TYPES + "RetryInfo";
  private static final String BAD_REQUEST = TYPES + "BadRequest";

  private RpcStatusText() {}

  static byte[] protobuf(RpcStatus status) {
    ProtoWriter out = new ProtoWriter();
    out.varint(1, status.code().number());
    out.text(2, status.message());
    Duration retryAfter = status.retryAfter();
    if (retryAfter != null) {
      appendRetryInfo(out, retryAfter);
    }
    if (status.isBadRequest()) {
      appendBadRequest(out, status.message());
    }
    return out.toByteArray();
  }

  static String json(RpcStatus status) {
    StringBuilder out = new StringBuilder(128);
    out.append("{\"code\":").append(status.code().number()).append(",\"message\":\"");
    String message = new String(JsonStringEncoder.getInstance().quoteAsString(status.message()));
    out.append(message).append('"');
    if (status.hasDetails()) {
      out.append(",\"details\":[").append(jsonDetails(status, message)).append(']');
    }
    return out.append('}').toString();
  }

  private static void appendRetryInfo(ProtoWriter out, Duration retryAfter) {
    int detail = out.begin(3);
    out.text(1, RETRY_INFO);
    int info = out.begin(2);
    int delay = out.begin(1);
    out.varint(1, retryAfter.getSeconds());
    out.varint(2, retryAfter.getNano());
    out.end(delay);
    out.end(info);
    out.end(detail);
  }

  private static void appendBadRequest(ProtoWriter out, String message) {
    int detail = out.begin(3);
    out.text(1, BAD_REQUEST);
    int request = out.begin(2);
    int violation = out.begin(1);
    out.text(1, "body");
    out.text(2, message);
    out.end(violation);
    out.end(request);
    out.end(detail);
  }

  private static String jsonDetails(RpcStatus status, String message) {
    String retry =
        status.retryAfter() == null
            ? ""
            : "{\"@type\":\"%s\",\"retryDelay\":\"%ss\"}"
                .formatted(RETRY_INFO, status.retryAfter().toMillis() / 1e3);
    String violation =
        status.isBadRequest()
            ? "{\"@type\":\"%s\",\"fieldViolations\":[{\"field\":\"body\",\"description\":\"%s\"}]}"
                .formatted(BAD_REQUEST, message)
            : "";
    return retry + (retry.isEmpty() || violation.isEmpty() ? "" : ",") + violation;
  }
}
