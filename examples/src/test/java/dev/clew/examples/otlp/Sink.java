package dev.clew.examples.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// A server on a free port that answers as it is told and remembers what it was sent.
public final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Function<Received, Reply> replies;

  private Sink(int port, Function<Received, Reply> replies) throws IOException {
    this.replies = replies;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Takes everything.
  public static Sink open() throws IOException {
    return new Sink(0, _ -> Reply.ok());
  }

  /// Takes everything, where another one was before.
  static Sink openAt(URI url) throws IOException {
    return new Sink(url.getPort(), _ -> Reply.ok());
  }

  static Sink answering(Function<Received, Reply> replies) throws IOException {
    return new Sink(0, replies);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// All requests so far, the refused ones included.
  public List<Received> received() {
    return List.copyOf(received);
  }

  /// The requests that were answered with 200.
  public List<Received> taken(String path) {
    return received.stream()
        .filter(each -> each.reply.status == 200 && each.path.equals(path))
        .toList();
  }

  /// Waits until something holds; fails after ten seconds.
  public static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not come true within ten seconds");
      }
      Thread.sleep(Duration.ofMillis(5));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      Received request = new Received(path, type, body, Reply.ok());
      Reply reply = replies.apply(request);
      received.add(new Received(path, type, body, reply));
      reply.headers.forEach(exchange.getResponseHeaders()::set);
      byte[] answer = reply.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /// A request.
  ///
  /// @param body the bytes as they came, one per character
  public record Received(String path, String contentType, String body, Reply reply) {
    public String json() {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new AssertionError("body is not gzip", e);
      }
    }
  }

  /// An answer.
  public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      headers = Map.copyOf(headers);
    }

    static Reply ok() {
      return new Reply(200, Map.of(), "{}");
    }

    static Reply busy(String retryAfter) {
      return new Reply(503, Map.of("Retry-After", retryAfter), "{}");
    }
  }
}
