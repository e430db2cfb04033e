package dev.clew.store.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How far the resident memory of the process may grow while a query runs. Known on Linux only;
/// elsewhere it is never exceeded.
final class ProcessMemory {
  private static final Path STATISTICS = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4_096;

  private final long maxPages;

  private ProcessMemory(long maxPages) {
    this.maxPages = maxPages;
  }

  /// Allows the process to grow by so many bytes from now on.
  static ProcessMemory growingBy(long bytes) {
    long now = residentPages();
    return new ProcessMemory(now == 0 ? Long.MAX_VALUE : now + bytes / PAGE_BYTES);
  }

  boolean isExceeded() {
    return residentPages() > maxPages;
  }

  private static long residentPages() {
    try {
      String[] sizes = Files.readString(STATISTICS, StandardCharsets.US_ASCII).split(" ");
      return Long.parseLong(sizes[1]);
    } catch (IOException _) {
      return 0;
    }
  }
}
