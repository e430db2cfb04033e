package dev.clew.store.sql;

import dev.clew.store.catalog.DurableFiles;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;

/// Answers SQL over sealed and live rows, read-only.
///
/// Safe for any number of threads; how many queries run at once is for the caller to bound. All of
/// them share the memory and the threads of the engine.
public final class SqlEngine implements AutoCloseable {
  /// For DuckDB's parser and binder, which recurse over what is nested.
  private static final long STACK_BYTES = 64L << 20;

  private final SqlOptions options;
  private final Database database;
  private final ScheduledExecutorService watches;

  private SqlEngine(SqlOptions options, Database database, ScheduledExecutorService watches) {
    this.options = options;
    this.database = database;
    this.watches = watches;
  }

  /// Deletes what a crash left in the folder that queries spill to.
  ///
  /// @throws IOException when DuckDB cannot be set up so
  public static SqlEngine open(SqlOptions options) throws IOException {
    try {
      if (options.spillBytes() > 0) {
        DurableFiles.deleteFolder(options.spillFolder());
      }
      Database database = Database.open(options);
      return new SqlEngine(
          options,
          database,
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("clew-sql-watch").daemon().factory()));
    } catch (SQLException failure) {
      throw new IOException("cannot set up SQL: " + failure.getMessage(), failure);
    }
  }

  /// Answers a query. Returns when it has ended, in whatever way; an interruption of the calling
  /// thread cancels it.
  ///
  /// @param source held by the caller until this returns
  /// @throws IOException when segments cannot be read
  public SqlResult query(String sql, SqlSource source, SqlLimits limits, CancelToken cancel)
      throws IOException {
    FutureTask<SqlResult> answer =
        new FutureTask<>(() -> {
          ProcessMemory memory = ProcessMemory.growingBy(options.processGrowthBytes());
          try (Watch watch = new Watch(watches, limits.timeout(), cancel, memory)) {
            return new Question(sql, source, limits, watch, options.memoryBytes()).ask(database);
          }
        });
    Thread.ofPlatform().name("clew-sql").stackSize(STACK_BYTES).start(answer);
    return await(answer, cancel);
  }

  private static SqlResult await(FutureTask<SqlResult> answer, CancelToken cancel)
      throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException _) {
          isInterrupted = true;
          cancel.cancel();
        }
      }
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case null -> throw new IllegalStateException(failure);
        case IOException storage -> throw storage;
        case RuntimeException bug -> throw bug;
        default -> throw new IllegalStateException(failure.getCause());
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Closes the engine; no query may run.
  @Override
  public void close() throws IOException {
    watches.shutdownNow();
    try {
      database.close();
    } catch (SQLException failure) {
      throw new IOException("SQL did not close", failure);
    }
  }
}
