package dev.clew.server.http.send;

import dev.clew.pipeline.export.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What other servers say about a request.
final class Answers {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Answers() {}

  /// The outcome of an answer that says it took the request: an export response in protobuf.
  static Outcome taken(byte[] response) {
    ProtoScan partial = ProtoScan.of(response).message(1);
    long rejected = Math.max(0, partial.number(1));
    String message = partial.text(2);
    return rejected == 0 && message.isEmpty()
        ? new Outcome.Taken()
        : new Outcome.PartlyTaken(rejected, message);
  }

  /// The pause that a `google.rpc.Status` asks for in its `RetryInfo`, or null.
  static @Nullable Duration retryInfo(byte[] status) {
    for (byte[] any : ProtoScan.of(status).all(3)) {
      ProtoScan detail = ProtoScan.of(any);
      if (detail.text(1).endsWith("/google.rpc.RetryInfo")) {
        ProtoScan delay = detail.message(2).message(1);
        Duration pause = Duration.ofSeconds(delay.number(1), delay.number(2));
        return bounded(pause);
      }
    }
    return null;
  }

  /// The pause that a header `Retry-After` asks for, in seconds or as a date; null if it says none.
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.matches("[0-9]{1,9}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, then));
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  /// Nobody may hold a queue up for ever.
  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
