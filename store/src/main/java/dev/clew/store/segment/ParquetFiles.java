package dev.clew.store.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/// Writes Parquet through a DuckDB instance of its own, so that writing has its own memory limit
/// and never competes with queries. One thread at a time.
public final class ParquetFiles implements AutoCloseable {
  private static final int ROW_GROUP_ROWS = 30_720;

  private final BufferAllocator allocator = new RootAllocator();
  private final DuckDBConnection connection;

  private ParquetFiles(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// @param memoryBytes limit for DuckDB's buffers; below 128 MiB writing gets several times slower
  public static ParquetFiles open(long memoryBytes) throws SQLException {
    DuckDBConnection connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET memory_limit = '%d MiB'".formatted(memoryBytes >> 20));
      statement.execute("SET threads = 1");
      statement.execute("SET temp_directory = ''");
      statement.execute("SET preserve_insertion_order = true");
    }
    return new ParquetFiles(connection);
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /// Writes the rows of a stream, in their order, and closes the stream.
  synchronized void write(ArrowReader rows, Path file) throws IOException {
    try (ArrowReader reader = rows;
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, reader, stream);
      connection.registerArrowStream("rows", stream);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            """
            COPY (SELECT * FROM rows) TO '%s' (
              FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1,
              ROW_GROUP_SIZE %d, DICTIONARY_SIZE_LIMIT 4096)
            """
                .formatted(quoted(file), ROW_GROUP_ROWS));
      }
    } catch (SQLException failure) {
      throw new IOException("cannot write %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    allocator.close();
  }

  private static String quoted(Path file) {
    return file.toAbsolutePath().toString().replace("'", "''");
  }
}
