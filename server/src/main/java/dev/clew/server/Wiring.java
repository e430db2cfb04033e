package dev.clew.server;

import dev.clew.ingest.Limits;
import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogOptions;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.GzipAnswers;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.SelfEndpoints;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.server.http.grpc.HealthService;
import dev.clew.server.http.page.WebPages;
import dev.clew.server.http.receive.BatchSink;
import dev.clew.server.http.receive.IngestCounters;
import dev.clew.server.http.receive.Intake;
import dev.clew.server.http.receive.OtlpGrpc;
import dev.clew.server.http.receive.OtlpHttp;
import dev.clew.server.http.receive.ReceiveOptions;
import dev.clew.server.http.receive.TelemetryCodec;
import dev.clew.server.http.receive.ZipkinHttp;
import dev.clew.server.telemetry.ProcessTelemetry;
import dev.clew.server.telemetry.Telemetry;
import dev.clew.store.Checkpoint;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds a server out of its parts and takes it apart in order. The only class that knows them
/// all.
public final class Wiring implements AutoCloseable {
  private final Store store;
  private final FileLog log;
  private final Intake intake;
  private final Questions questions;
  private final HttpListeners listeners;
  private final ServerState state;

  private Wiring(
      Store store,
      FileLog log,
      Intake intake,
      Questions questions,
      HttpListeners listeners,
      ServerState state) {
    this.questions = questions;
    this.store = store;
    this.log = log;
    this.intake = intake;
    this.listeners = listeners;
    this.state = state;
  }

  /// Opens the store and the log, replays what was not sealed, and opens the listeners.
  ///
  /// @throws IOException when a folder, a file or an address cannot be used, naming it
  public static Wiring start(ServerOptions options, InstantSource clock) throws IOException {
    return start(options, clock, System::nanoTime);
  }

  /// @param steadyNanos what [System#nanoTime] is, for what must not follow a jump of the clock
  static Wiring start(ServerOptions options, InstantSource clock, LongSupplier steadyNanos)
      throws IOException {
    AtomicReference<@Nullable FileLog> logOfStore = new AtomicReference<>();
    Store store =
        Store.open(
            storeFolder(options),
            StoreOptions.defaults()
                .partitioned(options.partitions())
                .sealing(options.sealRows(), options.sealAge())
                .keeping(options.retentionAge(), options.retentionBytes()),
            clock,
            steadyNanos,
            Checkpoint.Source.NONE,
            (partition, offset) -> {
              FileLog log = logOfStore.get();
              if (log != null) {
                log.commit(partition, offset);
              }
            });
    long[] sealed =
        IntStream.range(0, options.partitions()).mapToLong(store::sealedOffset).toArray();
    FileLog log = null;
    try {
      log =
          FileLog.open(
              options.data().resolve("log"),
              LogOptions.defaults()
                  .withPartitions(options.partitions())
                  .withDisk(64L << 20, options.logBytes()),
              clock,
              steadyNanos,
              sealed);
      logOfStore.set(log);
      for (int partition = 0; partition < sealed.length; partition++) {
        log.commit(partition, store.neededOffset(partition));
      }
      return listening(options, clock, steadyNanos, store, log, sealed);
    } catch (IOException | RuntimeException failure) {
      if (log != null) {
        log.close();
      }
      store.close();
      throw failure;
    }
  }

  private static Wiring listening(
      ServerOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      Store store,
      FileLog log,
      long[] sealed)
      throws IOException {
    Telemetry telemetry = new Telemetry();
    ProcessTelemetry.addTo(telemetry);
    StoreTelemetry.addTo(telemetry, store);
    LogTelemetry.addTo(telemetry, log);
    BatchSink direct = (batch, record) -> store.append(batch, record.partition(), record.offset());
    Intake intake =
        new Intake(
            new TelemetryCodec(Limits.DEFAULT),
            log,
            direct,
            store::isOverloaded,
            ReceiveOptions.DEFAULT.withMaxRequestBytes(options.maxRequestBytes()),
            new IngestCounters(telemetry),
            clock);
    intake.replay(sealed, direct);
    ServerState state = new ServerState(store, log);
    SelfEndpoints self = new SelfEndpoints(telemetry, state::readiness);
    WebPages pages = WebPages.load();
    Questions questions = Questions.open(options, store, clock, steadyNanos);
    HttpListeners listeners =
        HttpListeners.open(
            List.of(
                new Listener(
                    "otlp-grpc",
                    options.otlpGrpc(),
                    options.tls(),
                    builder -> builder.serviceUnder("/", grpc(intake, state))),
                new Listener(
                    "otlp-http",
                    options.otlpHttp(),
                    options.tls(),
                    builder -> {
                      OtlpHttp.addTo(builder, intake, "");
                      ZipkinHttp.addTo(builder, intake);
                    }),
                new Listener(
                    "http",
                    options.http(),
                    options.tls(),
                    builder -> {
                      GzipAnswers.addTo(builder);
                      self.addTo(builder);
                      questions.addTo(builder);
                      pages.addTo(builder);
                    })),
            ConnectionLimits.DEFAULT);
    return new Wiring(store, log, intake, questions, listeners, state);
  }

  static Path storeFolder(ServerOptions options) {
    return options.data().resolve("store");
  }

  private static GrpcService grpc(Intake intake, ServerState state) {
    return new GrpcService(
        HealthService.with(OtlpGrpc.methods(intake, ""), state::isReady),
        intake.options().unpacking(),
        intake.budget(),
        intake.counters()::refused);
  }

  /// Where a listener really listens: `otlp-grpc`, `otlp-http` or `http`.
  public InetSocketAddress address(String listener) {
    return listeners.address(listener);
  }

  /// Stops taking requests, answers those in flight, seals what is live.
  @Override
  public void close() {
    state.stop();
    listeners.close();
    intake.close();
    questions.close();
    store.close();
    log.close();
  }
}
