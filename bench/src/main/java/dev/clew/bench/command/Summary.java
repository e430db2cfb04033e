package dev.clew.bench.command;

import dev.clew.bench.measure.Evidence;

/// Evidence in a few words.
final class Summary {
  private Summary() {}

  static String ingest(Evidence evidence) {
    return ("%s: %,.0f spans per CPU-second (%.2f CPU-s per million), %,.0f spans/s, "
            + "%.1f bytes per span on disk, RSS %,.0f MB, ack p50 %.2f p99 %.2f ms, "
            + "generator %.1f %% of the server%s, loss check %s%s%s")
        .formatted(
            evidence.text("target"),
            evidence.number("spansPerCpuSecond"),
            evidence.number("cpuSecondsPerMillion"),
            evidence.number("spansPerSecond"),
            evidence.number("diskBytesPerSpan"),
            evidence.number("rssPeakBytes") / 1e6,
            evidence.number("ackP50Millis"),
            evidence.number("ackP99Millis"),
            evidence.number("generatorShare") * 100,
            evidence.isTrue("isGeneratorCheap") ? "" : " (VOID: over 10 %)",
            evidence.text("lossCheck"),
            evidence.isTrue("isSettled") ? "" : " (NOT SETTLED)",
            evidence.isTrue("isSteady") ? "" : " (VOID: calibration moved)");
  }

  static String latency(Evidence evidence) {
    return ("at %.0f %% of %,.0f spans/s: ack p50 %.2f, p99 %.2f, p99.9 %.2f, max %.1f ms; "
            + "goodput %,.0f spans/s, refused %,.0f, shed %,.0f, RSS %,.0f MB")
        .formatted(
            evidence.number("share") * 100,
            evidence.number("peakSpansPerSecond"),
            evidence.number("ackP50Millis"),
            evidence.number("ackP99Millis"),
            evidence.number("ackP999Millis"),
            evidence.number("ackMaxMillis"),
            evidence.number("spansPerSecond"),
            evidence.number("refusedSpans"),
            evidence.number("shedSpans"),
            evidence.number("rssPeakBytes") / 1e6);
  }

  static String query(Evidence evidence) {
    return "%2.0f %-42s %-5s %5.0f min: p50 %8.1f p95 %8.1f p99 %8.1f ms  status %.0f %s"
        .formatted(
            evidence.number("question"),
            evidence.text("name"),
            evidence.text("selectivity"),
            evidence.number("rangeMinutes"),
            evidence.number("p50Millis"),
            evidence.number("p95Millis"),
            evidence.number("p99Millis"),
            evidence.number("status"),
            evidence.text("refusal"));
  }

  /// 1 when spans were lost or doubled.
  static int exitCode(Evidence evidence) {
    return evidence.text("lossCheck").equals("FAILED") ? 1 : 0;
  }
}
