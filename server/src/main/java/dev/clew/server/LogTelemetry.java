package dev.clew.server;

import dev.clew.ingest.log.LogStats;
import dev.clew.ingest.log.RequestLog;
import dev.clew.server.telemetry.Telemetry;
import java.util.function.ToDoubleFunction;

/// What the log tells of itself.
final class LogTelemetry {
  private final Telemetry telemetry;
  private final RequestLog log;

  private LogTelemetry(Telemetry telemetry, RequestLog log) {
    this.telemetry = telemetry;
    this.log = log;
  }

  static void addTo(Telemetry telemetry, RequestLog log) {
    LogTelemetry series = new LogTelemetry(telemetry, log);
    series.addCounters();
    series.addGauges();
  }

  private void addCounters() {
    counter("clew_log_records", "Requests made durable.", LogStats::records);
    counter("clew_log_payload_bytes", "Bytes of those requests.", LogStats::payloadBytes);
    counter("clew_log_stored_bytes", "Bytes written for them.", LogStats::storedBytes);
    counter("clew_log_blocks", "Group commits.", LogStats::blocks);
    counter("clew_log_sync_seconds", "Time of all syncs.", stats -> stats.syncMicros() / 1e6);
    counter("clew_log_duplicates", "Second attempts answered from memory.", LogStats::duplicates);
    counter(
        "clew_log_refused_overloaded",
        "Requests refused because too much waited.",
        LogStats::refusedOverloaded);
    counter("clew_log_refused_full", "Requests refused for want of disk.", LogStats::refusedFull);
    counter(
        "clew_log_storage_failures",
        "Writes, syncs and deletions that failed.",
        LogStats::storageFailures);
    counter("clew_log_torn_bytes", "Bytes cut off the end at the start.", LogStats::tornBytes);
    counter(
        "clew_log_damaged_blocks", "Stretches that could not be read.", LogStats::damagedBlocks);
  }

  private void addGauges() {
    gauge("clew_log_disk_bytes", "Size of the log files.", LogStats::diskBytes);
    gauge("clew_log_pending_bytes", "Bytes that wait for the disk.", LogStats::pendingBytes);
  }

  private void counter(String name, String help, ToDoubleFunction<LogStats> value) {
    telemetry.counter(name, help, () -> value.applyAsDouble(log.stats()));
  }

  private void gauge(String name, String help, ToDoubleFunction<LogStats> value) {
    telemetry.gauge(name, help, () -> value.applyAsDouble(log.stats()));
  }
}
