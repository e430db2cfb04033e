package dev.clew.bench.template;

import dev.clew.bench.wire.WireField.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers of the traces and operations of a set of bodies, and the median duration of each
/// operation.
final class Numbering {
  private final Map<String, Integer> traces = new HashMap<>();
  private final Map<String, Integer> operations = new HashMap<>();
  private final List<List<Long>> durations = new ArrayList<>();
  private long earliestNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;

  Numbering(List<Message> requests) {
    for (Message request : requests) {
      for (Message group : request.messages(1)) {
        String service = Otlp.service(group);
        Otlp.spans(group).forEach(span -> add(service, span));
      }
    }
  }

  private void add(String service, Message span) {
    traces.putIfAbsent(span.octets(Otlp.TRACE_ID), traces.size());
    int operation = operations.computeIfAbsent(key(service, span), _ -> operations.size());
    if (operation == durations.size()) {
      durations.add(new ArrayList<>());
    }
    long start = span.whole(Otlp.START);
    durations.get(operation).add(Math.max(1, span.whole(Otlp.END) - start));
    earliestNanos = Math.min(earliestNanos, start);
    latestNanos = Math.max(latestNanos, start);
  }

  int trace(Message span) {
    return traces.getOrDefault(span.octets(Otlp.TRACE_ID), 0);
  }

  int traces() {
    return traces.size();
  }

  int operation(String service, Message span) {
    return operations.getOrDefault(key(service, span), 0);
  }

  /// Median duration by operation.
  double[] mediansNanos() {
    return durations.stream()
        .map(all -> all.stream().sorted().toList())
        .mapToDouble(sorted -> sorted.get(sorted.size() / 2))
        .toArray();
  }

  /// First start of a span.
  long earliestNanos() {
    return earliestNanos;
  }

  /// Time from the first to the last start.
  long lengthNanos() {
    return latestNanos - earliestNanos;
  }

  private static String key(String service, Message span) {
    return service + '\n' + span.text(Otlp.NAME);
  }
}
