package dev.clew.bench.load;

/// What a phase of load came to.
///
/// @param latency of acknowledged requests: in an open loop from the scheduled instant
public record Outcome(Ledger ledger, LatencyHistogram latency, long elapsedNanos) {

  /// Acknowledged spans per second of wall time.
  public double spansPerSecond() {
    return elapsedNanos == 0 ? 0 : ledger.acknowledgedSpans() * 1e9 / elapsedNanos;
  }
}
