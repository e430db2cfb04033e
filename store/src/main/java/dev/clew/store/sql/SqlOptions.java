package dev.clew.store.sql;

import java.nio.file.Path;

/// How an engine is set up.
///
/// @param segments folder that holds the segment folders; nothing outside it can be read
/// @param memoryBytes for the buffers of all queries together
/// @param threads that execute, for all queries together
/// @param spillFolder where large sorts and joins may write; of the engine alone, for it is deleted
/// @param spillBytes how much they may write; 0 for nothing at all
public record SqlOptions(
    Path segments, long memoryBytes, int threads, Path spillFolder, long spillBytes) {
  public SqlOptions {
    if (memoryBytes < 1 << 20 || threads < 1 || spillBytes < 0) {
      throw new IllegalArgumentException(
          "cannot run on %d bytes, %d threads, %d bytes of spill"
              .formatted(memoryBytes, threads, spillBytes));
    }
    segments = segments.toAbsolutePath().normalize();
    spillFolder = spillFolder.toAbsolutePath().normalize();
    if (spillBytes > 0 && segments.startsWith(spillFolder)) {
      throw new IllegalArgumentException("segments lie in what is deleted: " + spillFolder);
    }
  }

  /// An engine that never writes: what does not fit into memory is refused.
  public static SqlOptions withoutSpill(Path segments, long memoryBytes, int threads) {
    return new SqlOptions(segments, memoryBytes, threads, segments, 0);
  }

  /// How much the process may grow while a query runs before the query is stopped: twice what it is
  /// given, and room for what else goes on.
  long processGrowthBytes() {
    return 2 * memoryBytes + (1L << 30);
  }
}
