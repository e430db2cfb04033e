package dev.clew.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.http.Await;
import dev.clew.server.http.Listener;
import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole server on free ports, over a folder, whose clock the test moves.
final class LiveServer implements AutoCloseable {
  static final Duration SEAL_AGE = Duration.ofMinutes(1);
  static final Duration RETENTION = Duration.ofDays(14);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wiring wiring;
  private final FakeClock clock;

  private LiveServer(Wiring wiring, FakeClock clock) {
    this.wiring = wiring;
    this.clock = clock;
  }

  /// An answer of HTTP.
  record Answer(int status, String type, String text) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException failure) {
        throw new UncheckedIOException(text, failure);
      }
    }
  }

  /// Says what the spans of `Requests` start about.
  static FakeClock newClock() {
    return new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  }

  static LiveServer start(Path data, FakeClock clock) throws IOException {
    return start(data, clock, null);
  }

  /// @param collector pipelines to run; null for none
  static LiveServer start(Path data, FakeClock clock, @Nullable CollectorFile collector)
      throws IOException {
    InetSocketAddress free = Listener.address("0");
    ServerOptions options =
        new ServerOptions(
            data,
            free,
            free,
            free,
            null,
            4L << 20,
            1L << 30,
            RETENTION,
            1L << 40,
            1_000_000,
            SEAL_AGE,
            1,
            Duration.ofSeconds(20),
            collector);
    return new LiveServer(Wiring.start(options, clock, clock::steadyNanos), clock);
  }

  FakeClock clock() {
    return clock;
  }

  /// Where a listener listens, in words.
  String place(String listener) {
    return wiring.place(listener);
  }

  List<String> listeners() {
    return wiring.listeners();
  }

  URI uri(String listener, String path) {
    return URI.create("http://127.0.0.1:" + wiring.address(listener).getPort() + path);
  }

  /// Sends spans as protobuf over HTTP.
  HttpResponse<byte[]> post(byte[] body, String... headers) {
    return post("/v1/traces", HttpCall.PROTOBUF, body, headers);
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) {
    try {
      return HttpCall.post(uri("otlp-http", path), type, body, headers);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Sends one message of spans over gRPC.
  GrpcCall.Answer call(byte[] message, String... headers) {
    return GrpcCall.post(
        uri("otlp-grpc", GrpcCall.TRACES), GrpcCall.frame(headers.length > 0, message), headers);
  }

  Answer get(String path) {
    return getFrom("http", path);
  }

  Answer getFrom(String listener, String path) {
    return ask(HttpRequest.newBuilder(uri(listener, path)).build());
  }

  /// Asks in SQL and yields the first value of the first row, a number.
  long sql(String query) {
    return first(query).asLong();
  }

  /// Asks in SQL and yields the first value of the first row, a text.
  String sqlText(String query) {
    return first(query).asText();
  }

  private JsonNode first(String query) {
    String body = JSON.createObjectNode().put("sql", query).toString();
    Answer answer =
        ask(
            HttpRequest.newBuilder(uri("http", "/clew/v1/sql"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    return answer.json().path("rows").path(0).path(0);
  }

  /// Spans that SQL finds.
  long spans() {
    return sql("SELECT count(*) FROM spans");
  }

  /// Traces that a search of everything finds.
  int found() {
    Answer answer = get("/clew/v1/traces?limit=10000&start=1&end=9000000000&q=" + encoded("{}"));
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    return answer.json().path("traces").size();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The value of a series of `/metrics`; -1 if there is none.
  double metric(String series) {
    return get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /// Lets so much time pass that all live rows are due, and waits until they are sealed.
  void seal() {
    clock.advance(SEAL_AGE.plusSeconds(1));
    Await.until(() -> metric("clew_store_unsealed_rows") == 0);
  }

  private static Answer ask(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = HttpCall.send(request);
      return new Answer(
          response.statusCode(),
          HttpCall.header(response, "content-type"),
          HttpCall.text(response));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    wiring.close();
  }
}
