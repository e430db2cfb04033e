package dev.clew.bench.template;

import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Some of a run's spans, read back from their bodies, to choose predicates by their share.
public final class SpanSample {
  private final List<Row> rows = new ArrayList<>();

  /// What a predicate may ask for.
  public record Row(String service, String name, long durationNanos) {}

  /// All spans of the first repetitions. The bodies must be OTLP.
  public SpanSample(TemplateSet set, int repetitions) {
    PayloadSource source = set.newSource();
    for (long sequence = 0; sequence < (long) repetitions * set.templates(); sequence++) {
      Payload payload = source.payload(sequence);
      byte[] body =
          Arrays.copyOfRange(
              payload.buffer(), payload.offset(), payload.offset() + payload.length());
      WireReader.read(body, Schema.REQUEST).messages(1).forEach(this::add);
    }
  }

  private void add(Message group) {
    String service = Otlp.service(group);
    Otlp.spans(group)
        .map(span ->
            new Row(service, span.text(Otlp.NAME), span.whole(Otlp.END) - span.whole(Otlp.START)))
        .forEach(rows::add);
  }

  /// Share of the spans that match.
  public double share(Predicate<Row> predicate) {
    return (double) rows.stream().filter(predicate).count() / rows.size();
  }

  /// The service whose share is nearest.
  public String serviceNear(double share) {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::service, Collectors.counting()))
        .entrySet()
        .stream()
        .min(Comparator.comparingDouble(entry -> distance(entry.getValue(), share)))
        .orElseThrow()
        .getKey();
  }

  /// The most frequent operation of a service.
  public String operationOf(String service) {
    return rows.stream()
        .filter(row -> row.service().equals(service))
        .collect(Collectors.groupingBy(Row::name, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /// The duration that this share of the spans of a service exceed; of all spans if it is empty.
  public long durationAbove(double share, String service) {
    List<Long> sorted =
        rows.stream()
            .filter(row -> service.isEmpty() || row.service().equals(service))
            .map(Row::durationNanos)
            .sorted(Comparator.reverseOrder())
            .toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * rows.size())));
  }

  private double distance(long count, double share) {
    return Math.abs(Math.log((double) count / rows.size() / share));
  }
}
