package dev.clew.bench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks a server over HTTP.
public final class WebClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final InetSocketAddress address;

  public WebClient(InetSocketAddress address) {
    this.address = address;
  }

  /// A whole answer.
  public record Answer(int status, String body) {
    public boolean isOk() {
      return status / 100 == 2;
    }
  }

  /// Gets a path with its query.
  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /// Posts a text.
  public Answer post(String path, String contentType, String accept, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Whether a path answers well, now.
  public boolean isReady(String path) throws InterruptedException {
    try {
      return get(path).isOk();
    } catch (IOException _) {
      return false;
    }
  }

  /// Reads a page of metrics.
  public Gauges gauges(String path) throws IOException, InterruptedException {
    return new Gauges(get(path).body());
  }

  private HttpRequest.Builder request(String path) {
    String host = address.getHostString() + ":" + address.getPort();
    return HttpRequest.newBuilder(URI.create("http://" + host + path)).timeout(TIMEOUT);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }
}
