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
        "clew_store_stray_spans",
        "Spans sealed apart because their times lie far from when they came.",
        store::strayRows);
    telemetry.counter(
        "clew_store_resent_spans",
        "Spans that came again before they were sealed, and were left out.",
        store::resentRows);
    telemetry.counter(
        "clew_store_upkeep_failures",
        "Attempts to merge or drop segments that failed.",
        store::upkeepFailures);
    telemetry.gauge(
        "clew_store_segments_in_quarantine",
        "Damaged segments that wait for a person.",
        store::segmentsInQuarantine);
    telemetry.counter(
        "clew_store_segments_set_aside",
        "Damaged segments moved to quarantine.",
        store::segmentsSetAside);
    telemetry.gauge("clew_store_segments", "Sealed segments.", () -> store.size().segments());
    telemetry.gauge("clew_store_bytes", "Size of sealed segments.", () -> store.size().bytes());
    telemetry.gauge("clew_store_rows", "Rows in sealed segments.", () -> store.size().rows());
  }
}
