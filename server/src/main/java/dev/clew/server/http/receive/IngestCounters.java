package dev.clew.server.http.receive;

import dev.clew.ingest.Repairs;
import dev.clew.model.Signal;
import dev.clew.server.http.answer.Refusal;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.telemetry.Counter;
import dev.clew.server.telemetry.Histogram;
import dev.clew.server.telemetry.Label;
import dev.clew.server.telemetry.Telemetry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What is counted while receiving.
public final class IngestCounters {
  private static final double[] ACK_SECONDS = {
    0.001, 0.0025, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10
  };

  private final Telemetry telemetry;
  private final Map<Signal, Counter> requests = new EnumMap<>(Signal.class);
  private final Map<Signal, Counter> rows = new EnumMap<>(Signal.class);
  private final Map<Signal, Counter> rejected = new EnumMap<>(Signal.class);
  private final Map<Refusal.Reason, Counter> refused = new EnumMap<>(Refusal.Reason.class);
  private final Counter bytes;
  private final Counter truncatedValues;
  private final Counter malformedTexts;
  private final Counter droppedParts;
  private final Counter unreadableRecords;
  private final Histogram ackSeconds;

  public IngestCounters(Telemetry telemetry) {
    this.telemetry = telemetry;
    for (Signal signal : Signal.values()) {
      requests.put(signal, requests(telemetry, signal));
      rows.put(signal, rows(telemetry, signal));
      rejected.put(signal, rejected(telemetry, signal));
    }
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      refused.put(reason, refused(telemetry, reason));
    }
    bytes = telemetry.counter("clew_ingest_bytes", "Bytes of request bodies as they came.");
    truncatedValues =
        telemetry.counter("clew_ingest_truncated_values", "Texts, arrays and maps cut at a limit.");
    malformedTexts =
        telemetry.counter("clew_ingest_malformed_texts", "Texts that were not valid UTF-8.");
    droppedParts =
        telemetry.counter(
            "clew_ingest_dropped_parts", "Attributes, events and links beyond a limit.");
    unreadableRecords =
        telemetry.counter(
            "clew_ingest_unreadable_records", "Log records that replay could not decode.");
    ackSeconds =
        telemetry.histogram(
            "clew_ingest_ack_seconds",
            "From the last byte of a request to its being durable.",
            ACK_SECONDS);
  }

  /// Shows what bodies in flight hold.
  void watch(MemoryBudget budget) {
    telemetry.gauge(
        "clew_ingest_in_flight_bytes",
        "Bytes that bodies being received, decoded and logged hold.",
        budget::usedBytes);
  }

  /// A body has arrived.
  void received(Signal signal, long bodyBytes) {
    count(requests, signal, 1);
    bytes.add(bodyBytes);
  }

  /// A request was read, with these repairs.
  void repaired(Repairs repairs) {
    truncatedValues.add(repairs.cutTexts() + repairs.cutDocuments());
    malformedTexts.add(repairs.malformedTexts());
    droppedParts.add(
        repairs.droppedAttributes() + repairs.droppedEvents() + repairs.droppedLinks());
  }

  /// A request is durable.
  void acknowledged(Signal signal, long keptRows, long rejectedRows, long nanos) {
    count(rows, signal, keptRows);
    count(rejected, signal, rejectedRows);
    ackSeconds.observe(nanos / 1e9);
  }

  /// A request was not taken.
  public void refused(Refusal refusal) {
    count(refused, refusal.reason(), 1);
  }

  void unreadable() {
    unreadableRecords.increment();
  }

  private static <K> void count(Map<K, Counter> counters, K key, long amount) {
    Counter counter = counters.get(key);
    if (counter != null && amount > 0) {
      counter.add(amount);
    }
  }

  private static Counter requests(Telemetry telemetry, Signal signal) {
    return telemetry.counter(
        "clew_ingest_requests",
        "Requests whose body was read.",
        new Label("signal", signal.name().toLowerCase(Locale.ROOT)));
  }

  private static Counter rows(Telemetry telemetry, Signal signal) {
    return switch (signal) {
      case TRACES -> telemetry.counter("clew_ingest_spans", "Spans acknowledged.");
      case LOGS -> telemetry.counter("clew_ingest_log_records", "Log records acknowledged.");
      case METRICS -> telemetry.counter("clew_ingest_points", "Metric points acknowledged.");
    };
  }

  private static Counter rejected(Telemetry telemetry, Signal signal) {
    return switch (signal) {
      case TRACES -> telemetry.counter("clew_ingest_rejected_spans", "Spans left out as invalid.");
      case LOGS ->
          telemetry.counter("clew_ingest_rejected_log_records", "Log records left out as invalid.");
      case METRICS ->
          telemetry.counter("clew_ingest_rejected_points", "Metric points left out as invalid.");
    };
  }

  private static Counter refused(Telemetry telemetry, Refusal.Reason reason) {
    return telemetry.counter(
        "clew_ingest_refused_requests",
        "Requests that were not taken.",
        new Label("reason", reason.name().toLowerCase(Locale.ROOT)));
  }
}
