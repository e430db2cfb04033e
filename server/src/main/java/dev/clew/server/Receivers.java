package dev.clew.server;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.receive.OtlpReceiverOptions;
import dev.clew.server.collector.ServerFiles;
import dev.clew.server.http.Listener;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.server.http.grpc.HealthService;
import dev.clew.server.http.receive.Intake;
import dev.clew.server.http.receive.OtlpGrpc;
import dev.clew.server.http.receive.OtlpHttp;
import dev.clew.server.http.receive.ZipkinHttp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The listeners that receive telemetry.
final class Receivers {
  private Receivers() {}

  /// Those of a server without a configuration file.
  static List<Listener> standard(ServerOptions options, Intake intake, ServerState state) {
    return List.of(
        new Listener(
            "otlp-grpc",
            options.otlpGrpc(),
            options.tls(),
            builder -> builder.serviceUnder("/", grpc(intake, "", state))),
        new Listener(
            "otlp-http",
            options.otlpHttp(),
            options.tls(),
            builder -> {
              OtlpHttp.addTo(builder, intake, "");
              ZipkinHttp.addTo(builder, intake);
            }));
  }

  /// Those that pipelines of a file name.
  static List<Listener> of(
      CollectorFile file, ServerOptions options, Intake intake, ServerState state) {
    Set<Component> receivers = new LinkedHashSet<>();
    file.pipelines().forEach(pipeline -> receivers.addAll(pipeline.receivers()));
    List<Listener> listeners = new ArrayList<>();
    for (Component receiver : receivers) {
      if (receiver.type().kind() == Kind.RECEIVER
          && receiver.options() instanceof OtlpReceiverOptions otlp) {
        add(listeners, receiver.id().toString(), otlp, intake, state);
      }
    }
    return listeners;
  }

  private static void add(
      List<Listener> listeners,
      String id,
      OtlpReceiverOptions otlp,
      Intake intake,
      ServerState state) {
    if (otlp.grpc() != null) {
      listeners.add(
          new Listener(
              id + "-grpc",
              Listener.address(otlp.grpc().listening().endpoint()),
              ServerFiles.of(otlp.grpc().tls()),
              builder -> builder.serviceUnder("/", grpc(intake, id, state))));
    }
    if (otlp.http() != null) {
      listeners.add(
          new Listener(
              id + "-http",
              Listener.address(otlp.http().server().listening().endpoint()),
              ServerFiles.of(otlp.http().server().tls()),
              builder -> OtlpHttp.addTo(builder, intake, id)));
    }
  }

  private static GrpcService grpc(Intake intake, String receiver, ServerState state) {
    return new GrpcService(
        HealthService.with(OtlpGrpc.methods(intake, receiver), state::isReady),
        intake.options().unpacking(),
        intake.budget(),
        intake.counters()::refused);
  }
}
