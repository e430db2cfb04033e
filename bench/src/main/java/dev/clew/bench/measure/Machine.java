package dev.clew.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine and how busy it is.
///
/// @param loadAverage of the last minute
/// @param stealTicks hundredths of a second that the host took away since it started
public record Machine(
    String processor, int cores, long memoryBytes, double loadAverage, long stealTicks) {
  private static final int STEAL_FIELD = 8;

  /// The machine as it is now.
  public static Machine now() {
    String steal = field("/proc/stat", "cpu ", "\\s+", STEAL_FIELD);
    String memory = field("/proc/meminfo", "MemTotal", "\\s+", 1);
    return new Machine(
        field("/proc/cpuinfo", "model name", ":\\s*", 1),
        Runtime.getRuntime().availableProcessors(),
        memory.isEmpty() ? 0 : Long.parseLong(memory) * 1_024,
        loadAverageNow(),
        steal.isEmpty() ? 0 : Long.parseLong(steal));
  }

  private static double loadAverageNow() {
    String load = field("/proc/loadavg", "", "\\s+", 0);
    return load.isEmpty() ? 0 : Double.parseDouble(load);
  }

  /// A part of the first line that starts so; empty if there is none.
  private static String field(String file, String start, String separator, int index) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(start))
          .map(line -> line.split(separator, -1))
          .filter(parts -> parts.length > index)
          .map(parts -> parts[index])
          .findFirst()
          .orElse("");
    } catch (IOException _) {
      return "";
    }
  }
}
