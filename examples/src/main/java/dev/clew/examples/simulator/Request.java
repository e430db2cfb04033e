package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.LogRecord.Severity;
import dev.clew.examples.otlp.Span.Kind;
import java.util.List;
import java.util.function.IntSupplier;

/// An HTTP request, and its way into a process. The handler tells what happens there and yields the
/// status.
record Request(String method, String route, String path) {
  private static final Latency NETWORK = Latency.millis(0.25);
  private static final Latency ROUTING = Latency.millis(0.4);
  private static final int PUBLIC_PORT = 443;
  private static final int INNER_PORT = 8080;

  static Request of(String method, String route) {
    return new Request(method, route, route);
  }

  /// From the visitor's device to the gateway.
  int arrive(Story story, IntSupplier handler) {
    Client client = story.visit().client();
    try (OpenSpan server = story.enter(Service.GATEWAY, Kind.SERVER, method + " " + route)) {
      describe(server, client.address(), "https")
          .set("client.address", client.address())
          .set("user_agent.original", client.userAgent())
          .set("server.address", story.visit().person().tenant() + ".login.example")
          .set("server.port", PUBLIC_PORT);
      story.spend(ROUTING);
      int status = handler.getAsInt();
      server.set("http.response.status_code", status);
      logAccess(story, server, status);
      return status;
    }
  }

  /// From the visitor's device through the gateway to a service behind it.
  int pass(Story story, Service service, Request inner, IntSupplier handler) {
    return arrive(story, () -> inner.sendTo(service, story, handler));
  }

  /// From the process where the story is to another service.
  int sendTo(Service service, Story story, IntSupplier handler) {
    String caller = story.here().address();
    try (OpenSpan client = story.begin(Kind.CLIENT, method)) {
      client
          .set("http.request.method", method)
          .set("server.address", service.label())
          .set("server.port", INNER_PORT)
          .set("url.full", "http://%s:%d%s".formatted(service.label(), INNER_PORT, path));
      story.spend(NETWORK);
      int status = serve(service, story, caller, handler);
      story.spend(NETWORK);
      client.set("http.response.status_code", status);
      if (status >= 400) {
        client.fail(Integer.toString(status));
      }
      return status;
    }
  }

  private int serve(Service service, Story story, String caller, IntSupplier handler) {
    Client client = story.visit().client();
    try (OpenSpan server = story.enter(service, Kind.SERVER, method + " " + route)) {
      describe(server, caller, "http")
          .set("client.address", client.address())
          .set("user_agent.original", client.userAgent())
          .set("http.request.header.x-forwarded-for", List.of(client.address()));
      story.spend(ROUTING);
      int status = handler.getAsInt();
      server.set("http.response.status_code", status);
      return status;
    }
  }

  private OpenSpan describe(OpenSpan server, String peer, String scheme) {
    return server
        .set("http.request.method", method)
        .set("http.route", route)
        .set("url.path", path)
        .set("url.scheme", scheme)
        .set("network.peer.address", peer)
        .set("network.protocol.version", "1.1");
  }

  private void logAccess(Story story, OpenSpan server, int status) {
    long millis = (story.nowNanos() - server.startNanos()) / 1_000_000;
    story.log(
        status >= 500 ? Severity.ERROR : Severity.INFO,
        "http.request",
        "%s %s answered with %d".formatted(method, route, status),
        Attributes.none()
            .with("http_method", method)
            .with("http_route", route)
            .with("http_status", status)
            .with("duration_ms", millis)
            .with("client_ip", story.visit().client().address()));
  }
}
