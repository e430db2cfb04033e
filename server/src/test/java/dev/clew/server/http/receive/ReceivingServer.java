package dev.clew.server.http.receive;

import com.linecorp.armeria.server.Route;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.Readiness;
import dev.clew.server.http.SelfEndpoints;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.server.http.grpc.HealthService;
import dev.clew.server.telemetry.Telemetry;
import dev.clew.server.telemetry.TextFormat;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// The receiving side of a server on free ports, whose sink only collects.
public final class ReceivingServer implements AutoCloseable {
  final List<Batch> batches = new CopyOnWriteArrayList<>();
  final AtomicBoolean isReady = new AtomicBoolean(true);
  final Telemetry telemetry = new Telemetry();
  final Intake intake;
  final HttpListeners listeners;
  private final boolean isTls;

  private ReceivingServer(Setup setup) throws IOException {
    isTls = setup.tls() != null;
    intake =
        new Intake(
            new TelemetryCodec(Limits.DEFAULT),
            setup.log(),
            (batch, _) -> {
              setup.onBatch().accept(batch);
              batches.add(batch);
            },
            setup.pressure(),
            setup.options(),
            new IngestCounters(telemetry),
            InstantSource.system());
    GrpcService grpc =
        new GrpcService(
            HealthService.with(OtlpGrpc.methods(intake, ""), isReady::get),
            setup.options().unpacking(),
            intake.budget(),
            intake.counters()::refused);
    listeners =
        HttpListeners.open(
            List.of(
                new Listener(
                    "grpc",
                    Listener.address("127.0.0.1:0"),
                    setup.tls(),
                    builder -> builder.service(Route.ofCatchAll(), grpc)),
                new Listener(
                    "http",
                    Listener.address("127.0.0.1:0"),
                    setup.tls(),
                    builder -> {
                      OtlpHttp.addTo(builder, intake);
                      ZipkinHttp.addTo(builder, intake);
                      new SelfEndpoints(telemetry, () -> Readiness.of(isReady.get(), "starting"))
                          .addTo(builder);
                    })),
            setup.limits());
  }

  public static ReceivingServer start(Setup setup) throws IOException {
    return new ReceivingServer(setup);
  }

  public URI http(String path) {
    return uri("http", path);
  }

  /// All batches that came, in their order.
  public List<Batch> received() {
    return List.copyOf(batches);
  }

  public URI grpc(String path) {
    return uri("grpc", path);
  }

  long rows() {
    return batches.stream().mapToLong(Batch::size).sum();
  }

  /// The value of a series of `/metrics`, as in `clew_ingest_spans_total`; -1 if there is none.
  double metric(String series) {
    return telemetry
        .text(TextFormat.PROMETHEUS)
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() {
    listeners.close();
    intake.close();
  }

  private URI uri(String listener, String path) {
    int port = listeners.address(listener).getPort();
    return URI.create((isTls ? "https" : "http") + "://127.0.0.1:" + port + path);
  }
}
