package dev.clew.server.http;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.DomainSocketAddress;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.ThreadFactories;
import com.linecorp.armeria.server.ConnectionAcceptor;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open sockets of a server.
///
/// Closing them refuses new connections and requests with a hint to come again, waits until those
/// in flight are answered, and only then closes the connections.
public final class HttpListeners implements AutoCloseable {
  /// Between telling an HTTP/2 client to go away and closing the connection.
  private static final Duration GOAWAY_NOTICE = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(HttpListeners.class);

  private final RequestsInFlight inFlight = new RequestsInFlight();
  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final List<SocketFile> sockets = new ArrayList<>();
  private final ConnectionLimits limits;

  private HttpListeners(ConnectionLimits limits) {
    this.limits = limits;
  }

  /// Opens all or none.
  ///
  /// @throws IOException when an address is taken or a TLS file is unreadable, naming it
  public static HttpListeners open(List<Listener> listeners, ConnectionLimits limits)
      throws IOException {
    HttpListeners opened = new HttpListeners(limits);
    try {
      for (Listener listener : listeners) {
        opened.add(listener);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /// Names of the listeners, in the order they were opened.
  public List<String> names() {
    return List.copyOf(servers.keySet());
  }

  /// Where a listener really listens.
  public InetSocketAddress address(String name) {
    Server server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException("no listener " + name + " in " + servers.keySet());
    }
    return server.activePorts().keySet().iterator().next();
  }

  /// As [#address] in words: host and port, or the path of a socket.
  public String place(String name) {
    InetSocketAddress address = address(name);
    return address instanceof DomainSocketAddress socket
        ? socket.path()
        : address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /// Requests that came and are not answered yet.
  public long requestsInFlight() {
    return inFlight.count();
  }

  /// Whether [#close] has begun.
  public boolean isStopping() {
    return inFlight.isStopping();
  }

  @Override
  public void close() {
    try {
      if (!inFlight.stop(limits.drainTimeout())) {
        log.atWarn().log("requests in flight were cut off by the stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    CompletableFuture<?> stopped =
        CompletableFuture.allOf(
            servers.values().stream().map(Server::stop).toArray(CompletableFuture<?>[]::new));
    while (!stopped.isDone() && servers.values().stream().anyMatch(HttpListeners::isOpen)) {
      LockSupport.parkNanos(1_000_000);
    }
    sockets.forEach(SocketFile::close);
  }

  /// Whether anything of a server is open. Its own future would wait two seconds more, for the end
  /// of the thread that accepted connections.
  private static boolean isOpen(Server server) {
    return !server.activePorts().isEmpty() || server.numConnections() > 0;
  }

  private void add(Listener listener) throws IOException {
    if (listener.address() instanceof DomainSocketAddress socket) {
      sockets.add(SocketFile.prepare(listener.name(), socket));
    }
    Server server = server(listener);
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException(
          "cannot listen on %s for %s: %s"
              .formatted(listener.address(), listener.name(), reason(e)),
          e.getCause());
    }
    servers.put(listener.name(), server);
  }

  private static String reason(CompletionException e) {
    return e.getCause() == null ? e.toString() : String.valueOf(e.getCause().getMessage());
  }

  private Server server(Listener listener) throws IOException {
    ServerBuilder builder =
        Server.builder()
            .port(
                listener.address(),
                listener.tls() == null ? SessionProtocol.HTTP : SessionProtocol.HTTPS);
    applyLimits(builder);
    if (listener.tls() != null) {
      TlsContext.addTo(builder, listener.name(), listener.tls());
    }
    try {
      listener.services().accept(builder);
      return builder.decorator(inFlight::serve).build();
    } catch (IllegalArgumentException | IllegalStateException unfit) {
      throw new IOException(
          "cannot serve %s: %s".formatted(listener.name(), unfit.getMessage()), unfit);
    }
  }

  private void applyLimits(ServerBuilder builder) {
    builder
        .maxNumConnections(limits.maxConnections())
        .http2MaxStreamsPerConnection(limits.maxStreams())
        .http2MaxHeaderListSize(limits.maxHeaderBytes())
        .http1MaxHeaderSize(limits.maxHeaderBytes())
        .http1MaxInitialLineLength(limits.maxHeaderBytes())
        .requestTimeout(limits.requestTimeout())
        .idleTimeout(limits.idleTimeout(), false)
        .maxRequestLength(0)
        .verboseResponses(false)
        .connectionAcceptor(ConnectionAcceptor.of(_ -> !inFlight.isStopping()))
        .errorHandler(new ErrorAnswers())
        .connectionDrainDuration(GOAWAY_NOTICE)
        .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
        .bossGroupFactory(HttpListeners::acceptor);
  }

  private static EventLoopGroup acceptor(String threadName) {
    return EventLoopGroups.builder()
        .numThreads(1)
        .threadFactory(ThreadFactories.newThreadFactory(threadName, true))
        .build();
  }
}
