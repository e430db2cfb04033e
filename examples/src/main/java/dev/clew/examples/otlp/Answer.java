package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What a server says to a request.
sealed interface Answer {
  /// Taken, but for so many items that it names as bad; those must not be sent again.
  record Accepted(long rejectedItems) implements Answer {}

  /// Not now. The pause is the one it asks for; null leaves it to the sender.
  record TryAgain(@Nullable Duration pause) implements Answer {}

  /// Never: sending it again would not help.
  record Refused(int status) implements Answer {}

  static Answer of(HttpResponse<byte[]> response, Instant now) {
    return switch (response.statusCode()) {
      case 200 -> new Accepted(rejectedItems(response.body()));
      case 429, 502, 503, 504 ->
          new TryAgain(
              response
                  .headers()
                  .firstValue("Retry-After")
                  .map(text -> pause(text, now))
                  .orElse(null));
      default -> new Refused(response.statusCode());
    };
  }

  /// `Retry-After` is whole seconds or a date; what is neither asks for nothing.
  private static @Nullable Duration pause(String retryAfter, Instant now) {
    try {
      if (retryAfter.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(retryAfter));
      }
      Instant at =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeParseException | NumberFormatException _) {
      return null;
    }
  }

  /// The number in `partialSuccess.rejected…`; an answer without one rejects nothing.
  private static long rejectedItems(byte[] body) {
    try (JsonParser json = new JsonFactory().createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().startsWith("rejected")) {
          json.nextToken();
          return json.getValueAsLong();
        }
      }
      return 0;
    } catch (IOException _) {
      return 0;
    }
  }
}
