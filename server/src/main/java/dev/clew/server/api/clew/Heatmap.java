package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.TimeRange;
import dev.clew.query.run.SearchOutcome;
import dev.clew.query.run.TraceMatch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Traces counted by start and, on a scale of equal ratios, by duration; and by where they begin.
final class Heatmap {
  /// Below this, all durations are equal.
  static final long LEAST_NANOS = 1_000;

  /// What stands for the service and the operation of a trace without a root.
  static final String ROOTLESS = TraceMatch.ROOT_NOT_RECEIVED;

  static final int MOST_FACETS = 30;

  private final TimeRange window;
  private final int columns;
  private final int rows;
  private final Map<Integer, Tally> cells = new TreeMap<>();
  private final Map<String, Tally> services = new HashMap<>();
  private final Map<String, Tally> operations = new HashMap<>();

  Heatmap(TimeRange window, int columns, int rows) {
    this.window = window;
    this.columns = columns;
    this.rows = rows;
  }

  /// How many traces, and how many of them with an error.
  private static final class Tally {
    private long traces;
    private long errors;

    private void add(long more, long moreErrors) {
      traces += more;
      errors += moreErrors;
    }
  }

  /// What is known of all durations, in nanoseconds.
  record Durations(long least, long most, long p50, long p90, long p99) {
    static final Durations NONE = new Durations(LEAST_NANOS, LEAST_NANOS * 1_000, 0, 0, 0);

    /// @param sorted ascending
    static Durations of(long[] sorted) {
      return sorted.length == 0
          ? NONE
          : new Durations(
              sorted[0],
              sorted[sorted.length - 1],
              quantile(sorted, 50),
              quantile(sorted, 90),
              quantile(sorted, 99));
    }

    private static long quantile(long[] sorted, int percent) {
      return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /// The traces of an answer that may hold only the newest.
  ObjectNode of(SearchOutcome.Found found) {
    Durations durations =
        Durations.of(
            found.traces().stream()
                .mapToLong(trace -> Math.max(LEAST_NANOS, trace.durationNanos()))
                .sorted()
                .toArray());
    double width = (double) (window.toNanos() - window.fromNanos()) / columns;
    double height = rowHeight(durations);
    long oldest = window.toNanos();
    for (TraceMatch trace : found.traces()) {
      double column = (trace.startNanos() - window.fromNanos()) / width;
      double ratio = (double) Math.max(LEAST_NANOS, trace.durationNanos()) / durations.least();
      boolean isError = trace.services().stream().anyMatch(service -> service.errors() > 0);
      long errors = isError ? 1 : 0;
      addCell((int) column, (int) (Math.log(ratio) / height), 1, errors);
      addService(trace.rootService(), 1, errors);
      addOperation(trace.rootName(), 1, errors);
      oldest = Math.min(oldest, trace.startNanos());
    }
    boolean isComplete =
        found.matched().isExact() && found.traces().size() == found.matched().count();
    return json(durations, isComplete, isComplete ? window.fromNanos() : oldest);
  }

  /// The ratio between two rows, as a logarithm.
  private double rowHeight(Durations durations) {
    return Math.log((durations.most() + 1.0) / durations.least()) / rows;
  }

  void addCell(int column, int row, long traces, long errors) {
    int place = Math.clamp(column, 0, columns - 1) * rows + Math.clamp(row, 0, rows - 1);
    cells.computeIfAbsent(place, _ -> new Tally()).add(traces, errors);
  }

  void addService(String service, long traces, long errors) {
    services.computeIfAbsent(service, _ -> new Tally()).add(traces, errors);
  }

  void addOperation(String operation, long traces, long errors) {
    operations.computeIfAbsent(operation, _ -> new Tally()).add(traces, errors);
  }

  /// @param oldestNanos what began before is not counted
  ObjectNode json(Durations durations, boolean isComplete, long oldestNanos) {
    ObjectNode root = Json.object();
    root.put("startNanos", Long.toString(window.fromNanos()));
    root.put("endNanos", Long.toString(window.toNanos()));
    root.put("columns", columns).put("rows", rows);
    root.put("traces", cells.values().stream().mapToLong(tally -> tally.traces).sum());
    root.put("errors", cells.values().stream().mapToLong(tally -> tally.errors).sum());
    root.put("isComplete", isComplete);
    root.put("oldestNanos", Long.toString(oldestNanos));
    root.putObject("quantiles")
        .put("p50", durations.p50())
        .put("p90", durations.p90())
        .put("p99", durations.p99());
    root.put("leastNanos", durations.least()).put("mostNanos", durations.most() + 1);
    ArrayNode list = root.putArray("cells");
    cells.forEach((place, tally) ->
        list.addArray().add(place / rows).add(place % rows).add(tally.traces).add(tally.errors));
    facet(root.putArray("services"), services);
    facet(root.putArray("operations"), operations);
    return root;
  }

  private static void facet(ArrayNode target, Map<String, Tally> tallies) {
    tallies.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Tally> entry) -> -entry.getValue().traces)
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_FACETS)
        .forEach(entry ->
            target
                .addObject()
                .put("value", entry.getKey())
                .put("traces", entry.getValue().traces)
                .put("errors", entry.getValue().errors));
  }
}
