package dev.clew.examples.simulator;

import dev.clew.examples.otlp.LogRecord;
import dev.clew.examples.otlp.Metric;
import dev.clew.examples.otlp.Span;
import dev.clew.examples.otlp.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a simulation told over a stretch of time.
record Recording(
    List<Span> spans, List<LogRecord> logs, List<Metric> metrics, List<Faults.Episode> episodes) {
  static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  /// Plays a scenario that counts from `START`, from there on, in steps of a second.
  static Recording of(long seed, Scenario scenario, Duration length) {
    return of(simulation(seed, scenario), length, Duration.ofSeconds(1));
  }

  static Recording of(Simulation simulation, Duration length, Duration step) {
    Recording all =
        new Recording(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Instant end = START.plus(length);
    for (Instant now = START.plus(step); !now.isAfter(end); now = now.plus(step)) {
      Simulation.Frame frame = simulation.advanceTo(now);
      all.spans.addAll(frame.spans());
      all.logs.addAll(frame.logs());
      all.metrics.addAll(frame.metrics());
      all.episodes.addAll(frame.episodes());
    }
    return all;
  }

  static Simulation simulation(long seed, Scenario scenario) {
    return new Simulation(seed, 400, 8, scenario, START, START);
  }

  static Scenario scenario(Fault.Kind kind, Duration from, Duration to) {
    return new Scenario(List.of(new Fault(kind, from, to)));
  }

  Map<TraceId, List<Span>> traces() {
    Map<TraceId, List<Span>> traces = new LinkedHashMap<>();
    spans.forEach(span -> traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span));
    return traces;
  }

  /// Traces whose first span has this name, and that are told to their end.
  List<List<Span>> tracesFrom(String rootName) {
    long settled = spans.getLast().endNanos() - Duration.ofSeconds(5).toNanos();
    return traces().values().stream()
        .filter(trace -> trace.stream().anyMatch(span -> isRoot(span, rootName, settled)))
        .toList();
  }

  Stream<Span> named(String name) {
    return spans.stream().filter(span -> span.name().equals(name));
  }

  /// A trace as an indented tree, children by their start.
  static String tree(List<Span> trace) {
    StringBuilder tree = new StringBuilder();
    grow(tree, trace, 0, "");
    return tree.toString();
  }

  private static boolean isRoot(Span span, String name, long settledNanos) {
    return span.parentId() == 0 && span.name().equals(name) && span.endNanos() < settledNanos;
  }

  private static void grow(StringBuilder tree, List<Span> trace, long parentId, String indent) {
    trace.stream()
        .filter(span -> span.parentId() == parentId)
        .sorted(Comparator.comparingLong(Span::startNanos))
        .forEach(span -> {
          tree.append(indent)
              .append(span.name())
              .append(" | ")
              .append(span.resource().service())
              .append(' ')
              .append(span.kind())
              .append('\n');
          grow(tree, trace, span.id(), indent + " ");
        });
  }
}
