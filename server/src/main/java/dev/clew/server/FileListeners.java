package dev.clew.server;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.extension.HealthCheckOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.ServiceTelemetry;
import dev.clew.pipeline.net.GrpcServer;
import dev.clew.pipeline.net.HttpServer;
import dev.clew.pipeline.net.Listening;
import dev.clew.pipeline.receive.OtlpReceiverOptions;
import dev.clew.server.collector.ServerFiles;
import dev.clew.server.http.HealthCheck;
import dev.clew.server.http.Listener;
import dev.clew.server.http.SelfEndpoints;
import dev.clew.server.http.auth.Authenticators;
import dev.clew.server.http.auth.Guard;
import dev.clew.server.http.body.Unpacking;
import dev.clew.server.http.receive.Intake;
import dev.clew.server.http.receive.OtlpHttp;
import dev.clew.server.http.receive.Reception;
import dev.clew.server.http.settings.ServerSettings;
import dev.clew.server.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listeners that a configuration file describes: receivers that pipelines name, extensions
/// that run, and the page of its own metrics.
final class FileListeners {
  private static final Logger log = LoggerFactory.getLogger(FileListeners.class);

  private final Intake intake;
  private final ServerState state;
  private final Authenticators authenticators;
  private final int tooLargeStatus;
  private final List<Listener> listeners = new ArrayList<>();

  private FileListeners(
      CollectorFile file, Intake intake, ServerState state, Authenticators authenticators) {
    this.intake = intake;
    this.state = state;
    this.authenticators = authenticators;
    this.tooLargeStatus = file.compatibility().bodyLimitStatus();
  }

  /// @param steadyNanos what [System#nanoTime] is
  /// @param closing gets what is to be closed with the server
  /// @throws IOException if a file that is named cannot be read
  /// @throws IllegalArgumentException if something does not fit, in upstream's words where it has
  ///   any
  static List<Listener> of(
      CollectorFile file,
      Intake intake,
      Telemetry telemetry,
      ServerState state,
      InstantSource clock,
      LongSupplier steadyNanos,
      Closing closing)
      throws IOException {
    Authenticators authenticators = new Authenticators(file, clock, steadyNanos);
    closing.add(authenticators);
    FileListeners all = new FileListeners(file, intake, state, authenticators);
    Set<Component> receivers = new LinkedHashSet<>();
    file.pipelines().forEach(pipeline -> receivers.addAll(pipeline.receivers()));
    for (Component receiver : receivers) {
      if (receiver.type().kind() == Kind.RECEIVER
          && receiver.options() instanceof OtlpReceiverOptions otlp) {
        all.add(receiver.id().toString(), otlp);
      }
    }
    for (Component extension : file.extensions()) {
      if (extension.options() instanceof HealthCheckOptions check) {
        all.add(extension.id().toString(), check, clock);
      }
    }
    all.add(file.telemetry(), new SelfEndpoints(telemetry, state::readiness));
    return all.listeners;
  }

  private void add(String id, OtlpReceiverOptions otlp) throws IOException {
    GrpcServer grpc = otlp.grpc();
    OtlpReceiverOptions.Http http = otlp.http();
    try {
      if (grpc != null) {
        addGrpc(id, grpc);
      }
      if (http != null) {
        addHttp(id, http);
      }
    } catch (IllegalArgumentException refusal) {
      throw new IllegalArgumentException(
          "receiver %s: %s".formatted(id, refusal.getMessage()), refusal);
    }
  }

  private void addGrpc(String id, GrpcServer server) throws IOException {
    Guard guard = authenticators.guard(server.authenticator(), intake.counters()::refused);
    Unpacking unpacking = unpacking(id, server.maxMessageBytes());
    listeners.add(
        new Listener(
            id + "-grpc",
            address(server.listening()),
            ServerFiles.of(server.tls()),
            builder -> {
              Receivers.grpc(intake, id, unpacking, state).addTo(builder);
              ServerSettings.addTo(builder, server, guard);
            }));
  }

  private void addHttp(String id, OtlpReceiverOptions.Http http) throws IOException {
    HttpServer server = http.server();
    if (new HashSet<>(http.paths().values()).size() < http.paths().size()) {
      throw new IllegalArgumentException("two signals have the same URL path");
    }
    Reception reception =
        new Reception(
            id, unpacking(id, server.maxBodyBytes()), server.compressions(), tooLargeStatus);
    Guard guard = authenticators.guard(server.authenticator(), intake.counters()::refused);
    listeners.add(
        new Listener(
            id + "-http",
            address(server.listening()),
            ServerFiles.of(server.tls()),
            builder -> {
              OtlpHttp.addTo(builder, intake, reception, http.paths());
              ServerSettings.addTo(builder, server, guard);
            }));
  }

  /// The smaller of what a file allows and the server bears; 0 leaves it to the server.
  private Unpacking unpacking(String id, long maxBytes) {
    Unpacking own = intake.options().unpacking();
    if (maxBytes > own.maxBytes()) {
      log.atWarn()
          .addKeyValue("receiver", id)
          .addKeyValue("configured", maxBytes)
          .addKeyValue("maxRequestBytes", own.maxBytes())
          .log("the limit of bodies is that of --max-request-mib");
    }
    long limit = maxBytes == 0 ? own.maxBytes() : Math.min(maxBytes, own.maxBytes());
    return new Unpacking(limit, own.maxRatio());
  }

  private static InetSocketAddress address(Listening listening) {
    return listening.isUnixSocket()
        ? Listener.socket(listening.endpoint())
        : Listener.address(listening.endpoint());
  }

  private void add(String id, HealthCheckOptions options, InstantSource clock) throws IOException {
    HealthCheck check = new HealthCheck(options, state::isReady, clock);
    HttpServer server = options.server();
    Guard guard = authenticators.guard(server.authenticator(), intake.counters()::refused);
    listeners.add(
        new Listener(
            id,
            address(server.listening()),
            ServerFiles.of(server.tls()),
            builder -> {
              check.addTo(builder);
              ServerSettings.addTo(builder, server, guard);
            }));
  }

  /// A file that says nothing about its own metrics, or names upstream's standard address, has them
  /// on the port of questions alone.
  private void add(ServiceTelemetry telemetry, SelfEndpoints self) {
    int port = telemetry.metricsPort();
    String host = telemetry.metricsHost();
    boolean isStandard = port == 8_888 && host.equals("localhost");
    if (port == 0 || isStandard) {
      return;
    }
    String bare = host.contains(":") ? "[" + host + "]" : host;
    listeners.add(
        new Listener("telemetry", Listener.address(bare + ":" + port), null, self::addMetricsTo));
  }
}
