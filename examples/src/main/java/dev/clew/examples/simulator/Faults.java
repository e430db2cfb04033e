package dev.clew.examples.simulator;

import dev.clew.examples.otlp.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The faults of a run in its own time, and whom they met.
final class Faults {
  private static final Duration GROWTH = Duration.ofMinutes(4);
  private static final int SAMPLE = 20;

  private final List<Episode> episodes;

  /// @param startNanos when the run begins; what is over by then is left out
  /// @param liveNanos the epoch nanosecond that the scenario counts from
  Faults(Scenario scenario, long startNanos, long liveNanos) {
    episodes =
        new ArrayList<>(
            scenario.faults().stream()
                .map(fault ->
                    new Episode(
                        fault.kind(),
                        liveNanos + fault.from().toNanos(),
                        liveNanos + fault.to().toNanos()))
                .filter(episode -> episode.toNanos > startNanos)
                .toList());
  }

  /// Those that are not over yet, or whose end was not yet asked for.
  List<Episode> episodes() {
    return List.copyOf(episodes);
  }

  boolean isOn(Fault.Kind kind, long atNanos) {
    return growth(kind, atNanos) > 0;
  }

  /// From 0, when it is off, to 1, once it has been on for some minutes.
  double growth(Fault.Kind kind, long atNanos) {
    return episodes.stream()
        .filter(episode -> episode.kind == kind && episode.covers(atNanos))
        .mapToDouble(
            episode -> Math.min(1, (atNanos - episode.fromNanos + 1) / (double) GROWTH.toNanos()))
        .max()
        .orElse(0);
  }

  /// Notes a trace that the fault has changed.
  void witness(Fault.Kind kind, long atNanos, TraceId traceId) {
    for (Episode episode : episodes) {
      if (episode.kind == kind && episode.covers(atNanos)) {
        episode.note(traceId);
      }
    }
  }

  /// Takes out the episodes that were over by then.
  List<Episode> takeOver(long atNanos) {
    List<Episode> over = new ArrayList<>();
    for (Iterator<Episode> each = episodes.iterator(); each.hasNext(); ) {
      Episode episode = each.next();
      if (episode.toNanos <= atNanos) {
        over.add(episode);
        each.remove();
      }
    }
    return over;
  }

  /// A fault from its begin to its end.
  static final class Episode {
    private final Fault.Kind kind;
    private final long fromNanos;
    private final long toNanos;
    private final List<TraceId> sample = new ArrayList<>();
    private long traces;

    private Episode(Fault.Kind kind, long fromNanos, long toNanos) {
      this.kind = kind;
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
    }

    Fault.Kind kind() {
      return kind;
    }

    long fromNanos() {
      return fromNanos;
    }

    long toNanos() {
      return toNanos;
    }

    /// How many traces it changed.
    long traces() {
      return traces;
    }

    /// The first of them.
    List<TraceId> sample() {
      return List.copyOf(sample);
    }

    private boolean covers(long atNanos) {
      return fromNanos <= atNanos && atNanos < toNanos;
    }

    private void note(TraceId traceId) {
      traces++;
      if (sample.size() < SAMPLE) {
        sample.add(traceId);
      }
    }
  }
}
