package dev.clew.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Processor time and memory of a process and all its descendants, as Linux counts them.
public final class ProcessUsage {
  /// Linux reports these counters in hundredths of a second, whatever its timer does.
  private static final double TICKS_PER_SECOND = 100;

  private static final long QUIET_MILLIS = 1_000;
  private static final double QUIET_CPU_SECONDS = 0.04;
  private static final int AFTER_NAME_USER = 11;

  private final ProcessHandle root;

  public ProcessUsage(ProcessHandle root) {
    this.root = root;
  }

  /// User and system time of this process alone, the generator, in seconds.
  public static double ownCpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /// User and system time so far, of ended children too, in seconds.
  public double cpuSeconds() {
    return family().mapToDouble(ProcessUsage::cpuSeconds).sum();
  }

  /// True once a condition holds and the process used less than 4 % of a core for a second; false
  /// when the limit comes first.
  public boolean awaitQuiet(BooleanSupplier isSettled, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      double before = cpuSeconds();
      Thread.sleep(QUIET_MILLIS);
      if (cpuSeconds() - before < QUIET_CPU_SECONDS && isSettled.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  /// Memory now; zeros once the process is gone.
  public Memory memory() {
    return family().map(ProcessUsage::memory).reduce(Memory.NONE, Memory::plus);
  }

  /// Options of the virtual machine among the arguments, of the first process that has any; without
  /// paths, which say nothing to others.
  public List<String> jvmFlags() {
    return family()
        .map(process -> read(process, "cmdline"))
        .map(line -> List.of(line.split("\0", -1)))
        .map(arguments ->
            arguments.stream()
                .filter(ProcessUsage::isJvmFlag)
                .map(ProcessUsage::withoutPath)
                .toList())
        .filter(flags -> !flags.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static double cpuSeconds(ProcessHandle process) {
    String stat = read(process, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 0; i < 4; i++) {
      ticks += Long.parseLong(fields[AFTER_NAME_USER + i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static Memory memory(ProcessHandle process) {
    String status = read(process, "status");
    return new Memory(
        kibibytes(status, "VmRSS:"), kibibytes(status, "RssAnon:"), kibibytes(status, "RssFile:"));
  }

  private static long kibibytes(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").strip())
        .mapToLong(number -> Long.parseLong(number) * 1_024)
        .findFirst()
        .orElse(0);
  }

  private static boolean isJvmFlag(String argument) {
    return argument.startsWith("-X")
        || argument.startsWith("--add-")
        || argument.startsWith("--enable-")
        || argument.startsWith("--sun-");
  }

  private static String withoutPath(String flag) {
    int value = flag.indexOf('=');
    return value > 0 && flag.indexOf('/', value) > 0 ? flag.substring(0, value) : flag;
  }

  /// Empty when the process is gone.
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    } catch (IOException _) {
      return "";
    }
  }
}
