package dev.clew.server;

import dev.clew.server.http.Listener;
import dev.clew.server.http.body.Unpacking;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.server.http.grpc.HealthService;
import dev.clew.server.http.receive.Intake;
import dev.clew.server.http.receive.OtlpGrpc;
import dev.clew.server.http.receive.OtlpHttp;
import dev.clew.server.http.receive.ZipkinHttp;
import java.util.List;

/// The listeners that receive telemetry in a server without a configuration file.
final class Receivers {
  private Receivers() {}

  static List<Listener> standard(ServerOptions options, Intake intake, ServerState state) {
    Unpacking unpacking = intake.options().unpacking();
    return List.of(
        new Listener(
            "otlp-grpc",
            options.otlpGrpc(),
            options.tls(),
            builder -> grpc(intake, "", unpacking, state).addTo(builder)),
        new Listener(
            "otlp-http",
            options.otlpHttp(),
            options.tls(),
            builder -> {
              OtlpHttp.addTo(builder, intake);
              ZipkinHttp.addTo(builder, intake);
            }));
  }

  /// @param receiver as which it takes requests; empty for the default one
  static GrpcService grpc(Intake intake, String receiver, Unpacking unpacking, ServerState state) {
    return new GrpcService(
        HealthService.with(OtlpGrpc.methods(intake, receiver), state::isReady),
        unpacking,
        intake.budget(),
        intake.counters()::refused);
  }
}
