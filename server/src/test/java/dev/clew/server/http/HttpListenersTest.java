package dev.clew.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HttpListenersTest {
  private static final ConnectionLimits QUICK =
      ConnectionLimits.DEFAULT.withTimeouts(
          Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(5));

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void eachListenerHasItsOwnServices() throws Exception {
    try (HttpListeners listeners =
        HttpListeners.open(
            List.of(
                listener("one", builder -> builder.service("/one", (_, _) -> HttpResponse.of(200))),
                listener(
                    "two", builder -> builder.service("/two", (_, _) -> HttpResponse.of(200)))),
            ConnectionLimits.DEFAULT)) {
      assertThat(status(listeners, "one", "/one")).isEqualTo(200);
      assertThat(status(listeners, "one", "/two")).isEqualTo(404);
      assertThat(status(listeners, "two", "/two")).isEqualTo(200);
    }
  }

  @Test
  void portZeroTakesAFreePortOfLoopback() throws Exception {
    try (HttpListeners listeners = open(ConnectionLimits.DEFAULT, () -> HttpResponse.of(200))) {
      InetSocketAddress address = listeners.address("test");

      assertThat(address.getPort()).isPositive();
      assertThat(address.getAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void aTakenAddressIsNamedAndNothingStaysOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Listener blocked =
          new Listener("blocked", Listener.address(address), null, HttpListenersTest::answerOk);

      assertThatThrownBy(() ->
              HttpListeners.open(
                  List.of(listener("free", HttpListenersTest::answerOk), blocked),
                  ConnectionLimits.DEFAULT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(address)
          .hasMessageContaining("blocked");
    }
  }

  @Test
  void aMissingTlsFileIsNamed() {
    Tls tls = new Tls(Path.of("no-such-chain.pem"), Path.of("no-such-key.pem"), null);
    Listener listener =
        new Listener("secure", Listener.address("127.0.0.1:0"), tls, HttpListenersTest::answerOk);

    assertThatThrownBy(() -> HttpListeners.open(List.of(listener), ConnectionLimits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-chain.pem");
  }

  @Test
  void closingWaitsForRequestsInFlightAndRefusesNewOnes() throws Exception {
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    HttpListeners listeners = open(ConnectionLimits.DEFAULT, () -> HttpResponse.of(answer));
    URI uri = uri(listeners, "test", "/");
    try (RawClient kept = new RawClient(listeners.address("test"))) {
      kept.send("GET /404 HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(kept.readHead()).startsWith("HTTP/1.1 404");
      var inFlight =
          client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      Await.until(() -> listeners.requestsInFlight() == 1);

      CompletableFuture<Void> closing = CompletableFuture.runAsync(listeners::close);
      Await.until(listeners::isStopping);
      kept.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(kept.readHead()).contains("HTTP/1.1 503").contains("retry-after: 1");
      assertThat(closing).isNotDone();

      answer.complete(HttpResponse.of(200));

      assertThat(inFlight.join().statusCode()).isEqualTo(200);
      closing.join();
      assertThatThrownBy(() -> new RawClient(new InetSocketAddress(uri.getHost(), uri.getPort())))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStopDoesNotWaitForever() throws Exception {
    ConnectionLimits limits =
        ConnectionLimits.DEFAULT.withTimeouts(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(100));
    HttpListeners listeners = open(limits, () -> HttpResponse.of(new CompletableFuture<>()));
    var stuck =
        client.sendAsync(
            HttpRequest.newBuilder(uri(listeners, "test", "/")).build(), BodyHandlers.discarding());
    Await.until(() -> listeners.requestsInFlight() == 1);

    listeners.close();

    assertThat(stuck).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void aServiceThatTakesTooLongIsCutOff() throws Exception {
    try (HttpListeners listeners = open(QUICK, () -> HttpResponse.of(new CompletableFuture<>()))) {
      var answer =
          client.send(
              HttpRequest.newBuilder(uri(listeners, "test", "/")).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).contains("1");
      assertThat(answer.body()).isEqualTo("the request took too long\n");
    }
  }

  @Test
  void connectionsWithoutARequestAreClosed() throws Exception {
    try (HttpListeners listeners = open(QUICK, () -> HttpResponse.of(200));
        RawClient idle = new RawClient(listeners.address("test"))) {
      assertThat(idle.readAll()).isEmpty();
    }
  }

  @Test
  void headersThatNeverEndAreCutOff() throws Exception {
    try (HttpListeners listeners = open(QUICK, () -> HttpResponse.of(200));
        RawClient slow = new RawClient(listeners.address("test"))) {
      slow.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");

      assertThat(slow.readAll()).doesNotContain("200");
    }
  }

  @Test
  void headersAreBounded() throws Exception {
    try (HttpListeners listeners = open(ConnectionLimits.DEFAULT, () -> HttpResponse.of(200));
        RawClient greedy = new RawClient(listeners.address("test"))) {
      greedy.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

      assertThat(greedy.readHead()).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void connectionsAreBounded() throws Exception {
    ConnectionLimits limits = ConnectionLimits.DEFAULT.withMaxConnections(3);
    try (HttpListeners listeners = open(limits, () -> HttpResponse.of(200))) {
      List<RawClient> clients = new ArrayList<>();
      try {
        for (int i = 0; i < 3; i++) {
          clients.add(answered(listeners));
        }

        assertThat(isTurnedAway(listeners.address("test"))).isTrue();
      } finally {
        for (RawClient open : clients) {
          open.close();
        }
      }
    }
  }

  @Test
  void failuresTellNothingOfTheInside() throws Exception {
    Consumer<ServerBuilder> failing =
        builder ->
            builder.service(
                "/",
                (_, _) -> {
                  throw new IllegalStateException("secret");
                });
    try (HttpListeners listeners =
        HttpListeners.open(List.of(listener("test", failing)), ConnectionLimits.DEFAULT)) {
      var answer =
          client.send(
              HttpRequest.newBuilder(uri(listeners, "test", "/")).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("internal error\n");
    }
  }

  private static boolean isTurnedAway(InetSocketAddress address) {
    try (RawClient client = new RawClient(address)) {
      return client.readAll().isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  private static RawClient answered(HttpListeners listeners) throws IOException {
    RawClient client = new RawClient(listeners.address("test"));
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 200");
    return client;
  }

  private int status(HttpListeners listeners, String name, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(listeners, name, path)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static HttpListeners open(ConnectionLimits limits, Supplier<HttpResponse> answer)
      throws IOException {
    return HttpListeners.open(
        List.of(listener("test", builder -> builder.service("/", (_, _) -> answer.get()))), limits);
  }

  private static Listener listener(String name, Consumer<ServerBuilder> services) {
    return new Listener(name, Listener.address("127.0.0.1:0"), null, services);
  }

  private static void answerOk(ServerBuilder builder) {
    builder.service("/", (_, _) -> HttpResponse.of(HttpStatus.OK));
  }

  private static URI uri(HttpListeners listeners, String name, String path) {
    return URI.create("http://127.0.0.1:" + listeners.address(name).getPort() + path);
  }
}
