package dev.clew.server.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks a running server, for the commands that do.
final class ServerClient {
  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /// @param address `host:port` or a URL
  ServerClient(String address) {
    this.base = address.contains("://") ? address : "http://" + address;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The body of a successful answer.
  ///
  /// @throws CommandException with the server's own words when it refuses
  String get(String path, String accept) {
    return text(HttpRequest.newBuilder(uri(path)).header("Accept", accept).GET());
  }

  String post(String path, String contentType, String body, String accept) {
    return text(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", accept)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI uri(String path) {
    try {
      return URI.create(base + path);
    } catch (IllegalArgumentException malformed) {
      throw new CommandException("not an address: " + base);
    }
  }

  private String text(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(
              request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new CommandException(answer.body().strip());
      }
      return answer.body();
    } catch (ConnectException _) {
      throw new CommandException(
          "no server at %s: start one with 'clew serve', or name another with --http"
              .formatted(base));
    } catch (IOException failure) {
      throw new CommandException("no answer from %s: %s".formatted(base, failure.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted");
    }
  }
}
