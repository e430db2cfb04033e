package dev.clew.server;

import dev.clew.ingest.Limits;
import dev.clew.ingest.log.FileLog;
import dev.clew.ingest.log.LogOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.api.clew.PipelineView;
import dev.clew.server.collector.Collector;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.GzipAnswers;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.SelfEndpoints;
import dev.clew.server.http.page.WebPages;
import dev.clew.server.http.receive.BatchSink;
import dev.clew.server.http.receive.IngestCounters;
import dev.clew.server.http.receive.Intake;
import dev.clew.server.http.receive.ReceiveOptions;
import dev.clew.server.http.receive.TelemetryCodec;
import dev.clew.server.telemetry.ProcessTelemetry;
import dev.clew.server.telemetry.Telemetry;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds a server out of its parts and takes it apart in order. The only class that knows them
/// all.
public final class Wiring implements AutoCloseable {
  private final HttpListeners listeners;
  private final ServerState state;
  private final Closing closing;

  private Wiring(HttpListeners listeners, ServerState state, Closing closing) {
    this.listeners = listeners;
    this.state = state;
    this.closing = closing;
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
    Closing closing = new Closing();
    try {
      AtomicReference<@Nullable FileLog> logOfStore = new AtomicReference<>();
      PipelineCheckpoints checkpoints = new PipelineCheckpoints();
      Store store =
          Store.open(
              storeFolder(options),
              storeOptions(options),
              clock,
              steadyNanos,
              checkpoints,
              (partition, offset) -> {
                FileLog opened = logOfStore.get();
                if (opened != null) {
                  opened.commit(partition, offset);
                }
              });
      FileLog log = openLog(options, clock, steadyNanos, store, closing);
      closing.add(store);
      logOfStore.set(log);
      return listening(options, clock, steadyNanos, store, log, checkpoints, closing);
    } catch (IOException | RuntimeException failure) {
      closing.close();
      throw failure;
    }
  }

  private static StoreOptions storeOptions(ServerOptions options) {
    return StoreOptions.defaults()
        .partitioned(options.partitions())
        .sealing(options.sealRows(), options.sealAge())
        .keeping(options.retentionAge(), options.retentionBytes());
  }

  /// The log is to be closed after the store, which seals what the log has.
  private static FileLog openLog(
      ServerOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      Store store,
      Closing closing) {
    FileLog log;
    try {
      log =
          FileLog.open(
              options.data().resolve("log"),
              LogOptions.defaults()
                  .withPartitions(options.partitions())
                  .withDisk(64L << 20, options.logBytes()),
              clock,
              steadyNanos,
              partitions(options).mapToLong(store::sealedOffset).toArray());
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
    closing.add(log);
    partitions(options).forEach(partition -> log.commit(partition, store.neededOffset(partition)));
    return log;
  }

  private static IntStream partitions(ServerOptions options) {
    return IntStream.range(0, options.partitions());
  }

  private static Wiring listening(
      ServerOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      Store store,
      FileLog log,
      PipelineCheckpoints checkpoints,
      Closing closing)
      throws IOException {
    Telemetry telemetry = new Telemetry();
    ProcessTelemetry.addTo(telemetry);
    StoreTelemetry.addTo(telemetry, store);
    LogTelemetry.addTo(telemetry, log);
    TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
    CollectorFile file = options.collector();
    ServerState state = new ServerState(store, log);
    PipelineView running = PipelineView.none();
    Intake intake;
    List<Listener> all = new ArrayList<>();
    if (file == null) {
      intake = direct(options, clock, store, log, codec, telemetry);
      all.addAll(Receivers.standard(options, intake, state));
    } else {
      Collector collector =
          new Collector(file, options.data().resolve("pipelines"), options.partitions(), clock);
      closing.addLast(collector); // the last seal saves its stages
      closing.add(() -> collector.stop(TimeUnit.MILLISECONDS.toNanos(clock.millis())));
      Pipelines pipelines = pipelines(options, store, collector, new LogRecords(log, codec));
      closing.add(pipelines);
      checkpoints.bind(pipelines);
      telemetry.source(collector::readings);
      telemetry.source(pipelines::readings);
      running =
          PipelineView.of(
              file,
              () ->
                  Stream.concat(collector.readings().stream(), pipelines.readings().stream())
                      .toList());
      intake =
          new Intake(
              codec,
              log,
              pipelines,
              new Pressure(store, pipelines, collector),
              receiveOptions(options),
              new IngestCounters(telemetry),
              clock);
      intake.replay(
          partitions(options).mapToLong(store::neededOffset).toArray(), pipelines::replay);
      pipelines.start(log);
      all.addAll(FileListeners.of(file, intake, telemetry, state, clock, steadyNanos, closing));
      all.addAll(collector.listeners());
    }
    closing.add(intake);
    Questions questions = Questions.open(options, store, clock, steadyNanos, running);
    closing.add(questions);
    all.add(people(options, telemetry, state, questions));
    HttpListeners listeners = HttpListeners.open(all, ConnectionLimits.DEFAULT);
    closing.add(listeners);
    return new Wiring(listeners, state, closing);
  }

  /// Everything is kept as it comes.
  private static Intake direct(
      ServerOptions options,
      InstantSource clock,
      Store store,
      FileLog log,
      TelemetryCodec codec,
      Telemetry telemetry) {
    BatchSink sink = (batch, record) -> store.append(batch, record.partition(), record.offset());
    Intake intake =
        new Intake(
            codec,
            log,
            sink,
            new Pressure(store, null, null),
            receiveOptions(options),
            new IngestCounters(telemetry),
            clock);
    intake.replay(partitions(options).mapToLong(store::sealedOffset).toArray(), sink);
    return intake;
  }

  private static Pipelines pipelines(
      ServerOptions options, Store store, Collector collector, LogRecords records) {
    return new Pipelines(
        store,
        options.partitions(),
        partition ->
            collector.shard(partition, store::append, offset -> records.read(partition, offset)));
  }

  private static ReceiveOptions receiveOptions(ServerOptions options) {
    return ReceiveOptions.DEFAULT.withMaxRequestBytes(options.maxRequestBytes());
  }

  /// Where people ask.
  private static Listener people(
      ServerOptions options, Telemetry telemetry, ServerState state, Questions questions)
      throws IOException {
    SelfEndpoints self = new SelfEndpoints(telemetry, state::readiness);
    WebPages pages = WebPages.load();
    return new Listener(
        "http",
        options.http(),
        options.tls(),
        builder -> {
          GzipAnswers.addTo(builder);
          self.addTo(builder);
          questions.addTo(builder);
          pages.addTo(builder);
        });
  }

  static Path storeFolder(ServerOptions options) {
    return options.data().resolve("store");
  }

  /// Names of the listeners.
  public List<String> listeners() {
    return listeners.names();
  }

  /// Where a listener really listens: `otlp-grpc`, `otlp-http` or `http`.
  public InetSocketAddress address(String listener) {
    return listeners.address(listener);
  }

  /// As [#address] in words.
  public String place(String listener) {
    return listeners.place(listener);
  }

  /// Stops taking requests, answers those in flight, seals what is live.
  @Override
  public void close() {
    state.stop();
    closing.close();
  }
}
