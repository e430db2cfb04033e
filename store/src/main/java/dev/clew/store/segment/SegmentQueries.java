package dev.clew.store.segment;

import dev.clew.model.LimitException;
import dev.clew.model.LimitException.Limit;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/// Runs Clew's own questions over segment files in a DuckDB instance for reading. Safe for any
/// number of threads; each question takes a connection of its own.
public final class SegmentQueries implements AutoCloseable {
  private static final int ARROW_BATCH_ROWS = 4_096;

  private final DuckDBConnection root;
  private final BufferAllocator allocator = new RootAllocator();
  private final Deque<Connection> idle = new ArrayDeque<>();

  private SegmentQueries(DuckDBConnection root) {
    this.root = root;
  }

  /// @param memoryBytes limit for DuckDB's buffers
  public static SegmentQueries open(long memoryBytes, int threads) throws SQLException {
    DuckDBConnection root =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
    try (Statement statement = root.createStatement()) {
      statement.execute("SET memory_limit = '%d MiB'".formatted(memoryBytes >> 20));
      statement.execute("SET threads = %d".formatted(threads));
      statement.execute("SET temp_directory = ''");
      statement.execute("SET parquet_metadata_cache = true");
      statement.execute("SET arrow_lossless_conversion = true");
    }
    return new SegmentQueries(root);
  }

  /// Reads the rows of a result.
  public interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /// Reads the batches of a result.
  public interface BatchReader<T> {
    T read(ArrowReader batches) throws IOException;
  }

  /// Asks, and reads row by row.
  ///
  /// @throws IOException when a file cannot be read
  /// @throws LimitException when the deadline passed or memory ran out
  public <T> T rows(String sql, long deadlineNanos, RowReader<T> reader) throws IOException {
    return ask(sql, deadlineNanos, reader);
  }

  /// Asks, and reads batch by batch, which is cheaper for many rows or columns.
  ///
  /// @throws IOException when a file cannot be read
  /// @throws LimitException when the deadline passed or memory ran out
  public <T> T batches(String sql, long deadlineNanos, BatchReader<T> reader) throws IOException {
    return ask(
        sql,
        deadlineNanos,
        rows -> {
          DuckDBResultSet result = rows.unwrap(DuckDBResultSet.class);
          try (ArrowReader batches =
              (ArrowReader) result.arrowExportStream(allocator, ARROW_BATCH_ROWS)) {
            return reader.read(batches);
          } catch (IOException failure) {
            throw new SQLException(failure.getMessage(), failure);
          }
        });
  }

  private <T> T ask(String sql, long deadlineNanos, RowReader<T> reader) throws IOException {
    Connection connection = null;
    try {
      connection = take();
      T result = ask(connection, sql, deadlineNanos, reader);
      giveBack(connection);
      return result;
    } catch (SQLException failure) {
      closeQuietly(connection);
      throw translated(failure, deadlineNanos);
    }
  }

  private static <T> T ask(
      Connection connection, String sql, long deadlineNanos, RowReader<T> reader)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(secondsLeft(deadlineNanos));
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reader.read(rows);
      }
    }
  }

  private static int secondsLeft(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      throw new LimitException(Limit.DEADLINE, "the query took longer than allowed");
    }
    return (int) Math.min(86_400, TimeUnit.NANOSECONDS.toSeconds(left) + 1);
  }

  private Connection take() throws SQLException {
    synchronized (idle) {
      Connection connection = idle.poll();
      return connection == null ? root.duplicate() : connection;
    }
  }

  private void giveBack(Connection connection) {
    synchronized (idle) {
      idle.push(connection);
    }
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException _) {
      return;
    }
  }

  private static IOException translated(SQLException failure, long deadlineNanos) {
    String message = String.valueOf(failure.getMessage());
    if (System.nanoTime() >= deadlineNanos || message.contains("INTERRUPT")) {
      throw new LimitException(Limit.DEADLINE, "the query took longer than allowed");
    }
    if (message.contains("Out of Memory")) {
      throw new LimitException(Limit.MEMORY, "the query needs more memory than allowed");
    }
    return new IOException(message, failure);
  }

  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      for (Connection connection : idle) {
        connection.close();
      }
      idle.clear();
    }
    root.close();
    allocator.close();
  }
}
