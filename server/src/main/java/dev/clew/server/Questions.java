package dev.clew.server;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.api.Searches;
import dev.clew.server.api.Snapshots;
import dev.clew.server.api.TraceAtRoot;
import dev.clew.server.api.clew.ClewApi;
import dev.clew.server.api.clew.Overviews;
import dev.clew.server.api.clew.PipelineView;
import dev.clew.server.api.clew.SqlAnswers;
import dev.clew.server.api.clew.TracePictures;
import dev.clew.server.api.jaeger.JaegerApi;
import dev.clew.server.api.tempo.TempoApi;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.grpc.GrpcService;
import dev.clew.server.http.receive.ReceiveOptions;
import dev.clew.store.Store;
import dev.clew.store.sql.SqlEngine;
import dev.clew.store.sql.SqlOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/// All that answers questions: the APIs, the threads they run on, and the SQL engine.
final class Questions implements AutoCloseable {
  private static final int AT_A_TIME = 4;
  private static final int WAITING = 64;
  private static final long SQL_MEMORY = 512L << 20;
  private static final int SQL_THREADS = 2;

  /// What sorts and large groups in SQL may write, and which part of the free disk at the start at
  /// most: the log needs the rest.
  private static final long MAX_SPILL = 2L << 30;

  private static final int SPILL_SHARE = 8;
  private static final int MAX_SNAPSHOTS = 64;

  /// Of the heap, for rows that are sealed and held for next pages only.
  private static final int SNAPSHOT_SHARE = 8;

  private final QueryRunner runner;
  private final Snapshots snapshots;
  private final SqlEngine sql;
  private final ClewApi clew;
  private final TracePictures pictures;
  private final Overviews overviews;
  private final PipelineView pipelines;
  private final TempoApi tempo;
  private final JaegerApi jaeger;
  private final ReceiveOptions limits;

  private Questions(
      QueryRunner runner,
      Snapshots snapshots,
      SqlEngine sql,
      ClewApi clew,
      TracePictures pictures,
      Overviews overviews,
      PipelineView pipelines,
      TempoApi tempo,
      JaegerApi jaeger,
      ReceiveOptions limits) {
    this.runner = runner;
    this.snapshots = snapshots;
    this.sql = sql;
    this.clew = clew;
    this.pictures = pictures;
    this.overviews = overviews;
    this.pipelines = pipelines;
    this.tempo = tempo;
    this.jaeger = jaeger;
    this.limits = limits;
  }

  /// @param pipelines what runs, to be told of
  static Questions open(
      ServerOptions options,
      Store store,
      InstantSource clock,
      LongSupplier steadyNanos,
      PipelineView pipelines)
      throws IOException {
    SqlEngine sql =
        SqlEngine.open(
            new SqlOptions(
                Wiring.storeFolder(options).resolve("segments"),
                SQL_MEMORY,
                SQL_THREADS,
                options.data().resolve("spill"),
                Math.min(MAX_SPILL, options.data().toFile().getUsableSpace() / SPILL_SHARE)));
    QueryRunner runner = new QueryRunner(AT_A_TIME, WAITING, options.queryDeadline());
    InstantSource steady = () -> Instant.EPOCH.plusNanos(steadyNanos.getAsLong());
    Snapshots snapshots =
        new Snapshots(MAX_SNAPSHOTS, Runtime.getRuntime().maxMemory() / SNAPSHOT_SHARE, steady);
    snapshots.start();
    Searches searches = new Searches(store::view, snapshots, options.queryDeadline());
    SqlQuestions statements = new SqlQuestions(store, sql, options.queryDeadline());
    ClewApi clew = new ClewApi(searches, new SqlAnswers(statements), runner, clock);
    return new Questions(
        runner,
        snapshots,
        sql,
        clew,
        new TracePictures(searches, statements, runner, clock),
        new Overviews(statements, runner, clock),
        pipelines,
        new TempoApi(searches, runner, clock),
        new JaegerApi(searches, runner, clock),
        ReceiveOptions.DEFAULT);
  }

  void addTo(ServerBuilder builder) {
    clew.addTo(builder);
    pictures.addTo(builder);
    overviews.addTo(builder);
    pipelines.addTo(builder, runner);
    for (String prefix : List.of("", "/tempo")) {
      tempo.addTo(builder, prefix);
    }
    for (String prefix : List.of("", "/jaeger")) {
      jaeger.addTo(builder, prefix);
    }
    new TraceAtRoot(tempo.traceById(), jaeger.traceById()).addTo(builder);
    builder.serviceUnder(
        "/tempopb.StreamingQuerier",
        new GrpcService(
            tempo.grpcMethods(),
            limits.unpacking(),
            new MemoryBudget(limits.inFlightBytes()),
            _ -> {}));
  }

  @Override
  public void close() {
    runner.close();
    snapshots.close();
    try {
      sql.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
