package dev.clew.server.telemetry;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the process and its virtual machine use, under the names that Prometheus clients give it.
public final class ProcessTelemetry {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessTelemetry() {}

  /// Adds the series to those of the server.
  public static void addTo(Telemetry telemetry) {
    addProcess(telemetry);
    addMemory(telemetry);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      addCollector(telemetry, collector);
    }
    telemetry.gauge(
        "jvm_threads_current",
        "Platform threads that live.",
        ManagementFactory.getThreadMXBean()::getThreadCount);
  }

  private static void addProcess(Telemetry telemetry) {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var runtime = ManagementFactory.getRuntimeMXBean();
    telemetry.counter(
        "process_cpu_seconds",
        "CPU time used, user and system.",
        () -> system.getProcessCpuTime() / 1e9);
    telemetry.gauge(
        "process_resident_memory_bytes",
        "Resident memory; absent where the system does not tell.",
        ProcessTelemetry::residentBytes);
    telemetry.gauge(
        "process_start_time_seconds",
        "When the process started, in epoch seconds.",
        () -> runtime.getStartTime() / 1e3);
    telemetry.gauge(
        "clew_uptime_seconds", "Time since the start.", () -> runtime.getUptime() / 1e3);
  }

  private static void addMemory(Telemetry telemetry) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Label heap = new Label("area", "heap");
    Label other = new Label("area", "nonheap");
    String used = "Memory of the virtual machine in use.";
    telemetry.gauge(
        "jvm_memory_used_bytes", used, () -> memory.getHeapMemoryUsage().getUsed(), heap);
    telemetry.gauge(
        "jvm_memory_used_bytes", used, () -> memory.getNonHeapMemoryUsage().getUsed(), other);
    telemetry.gauge(
        "jvm_memory_committed_bytes",
        "Heap that the virtual machine holds.",
        () -> memory.getHeapMemoryUsage().getCommitted(),
        heap);
    telemetry.gauge(
        "jvm_memory_max_bytes",
        "Heap that it may grow to.",
        () -> memory.getHeapMemoryUsage().getMax(),
        heap);
  }

  private static void addCollector(Telemetry telemetry, GarbageCollectorMXBean collector) {
    Label name = new Label("gc", collector.getName());
    telemetry.counter(
        "clew_gc_collections", "Garbage collections.", collector::getCollectionCount, name);
    telemetry.counter(
        "clew_gc_seconds",
        "Time spent in garbage collections.",
        () -> collector.getCollectionTime() / 1e3,
        name);
  }

  private static double residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
