package dev.clew.server;

import dev.clew.server.telemetry.Telemetry;
import dev.clew.store.Store;

/// What the store tells of itself.
final class StoreTelemetry {
  private StoreTelemetry() {}

  static void addTo(Telemetry telemetry, Store store) {
    telemetry.gauge(
        "clew_store_unsealed_rows", "Rows that are in no segment yet.", store::unsealedRows);
    telemetry.gauge(
        "clew_store_live_bytes", "Memory that unsealed rows hold, about.", store::liveBytes);
    telemetry.counter("clew_store_sealed_rows", "Rows sealed into segments.", store::sealedRows);
    telemetry.counter(
        "clew_store_seal_failures", "Attempts to seal that failed.", store::sealFailures);
    telemetry.counter(
        "clew_store_segments_set_aside",
        "Damaged segments moved to quarantine.",
        store::segmentsSetAside);
    telemetry.gauge("clew_store_segments", "Sealed segments.", () -> store.size().segments());
    telemetry.gauge("clew_store_bytes", "Size of sealed segments.", () -> store.size().bytes());
    telemetry.gauge("clew_store_rows", "Rows in sealed segments.", () -> store.size().rows());
  }
}
