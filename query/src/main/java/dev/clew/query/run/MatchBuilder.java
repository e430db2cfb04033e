package dev.clew.query.run;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.query.run.TraceMatch.ServiceCount;
import dev.clew.query.run.TraceMatch.SpanMatch;
import dev.clew.query.run.TraceMatch.SpansetMatch;
import dev.clew.query.run.field.FieldCompiler;
import dev.clew.query.run.field.Position;
import dev.clew.query.run.field.SpanValue;
import dev.clew.query.run.field.TraceSpans;
import dev.clew.query.run.field.TypedValue;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.SpanField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes objects of the traces of one batch that are shown to someone.
final class MatchBuilder {
  private final SpanBatch batch;
  private final int spansPerSpanset;
  private final List<Shown> fields;
  private final Position at = new Position();

  private record Shown(String name, SpanValue value) {}

  MatchBuilder(SpanBatch batch, List<SpanField> fields, int spansPerSpanset) {
    this.batch = batch;
    this.spansPerSpanset = spansPerSpanset;
    FieldCompiler compiler = new FieldCompiler(batch);
    this.fields =
        fields.stream().map(field -> new Shown(name(field), compiler.value(field))).toList();
  }

  private static String name(SpanField field) {
    return field instanceof Attribute attribute ? attribute.name() : field.text();
  }

  TraceMatch match(TraceSpans trace, List<Spanset> spansets) {
    int root = trace.root();
    String rootService = TraceMatch.ROOT_NOT_RECEIVED;
    String rootName = TraceMatch.ROOT_NOT_RECEIVED;
    if (root >= 0) {
      rootService = service(trace.row(root));
      rootName = batch.strings().cached(batch.name(trace.row(root)));
    }
    return new TraceMatch(
        trace.id(),
        rootService,
        rootName,
        trace.startNanos(),
        trace.durationNanos(),
        spansets.stream().map(spanset -> match(trace, spanset)).toList(),
        services(trace));
  }

  private String service(int row) {
    return batch.strings().cached(batch.resources().name(batch.resource(row)));
  }

  private SpansetMatch match(TraceSpans trace, Spanset spanset) {
    List<SpanMatch> spans =
        Arrays.stream(spanset.indexes())
            .limit(spansPerSpanset)
            .mapToObj(index -> span(trace, index))
            .toList();
    return new SpansetMatch(spanset.size(), spans, spanset.attributes());
  }

  private SpanMatch span(TraceSpans trace, int index) {
    int row = trace.row(index);
    return new SpanMatch(
        batch.spanId(row),
        batch.strings().cached(batch.name(row)),
        batch.startNanos(row),
        batch.durationNanos(row),
        attributes(trace, index));
  }

  /// The fields that the span has; of several fields of one name the first.
  private List<NamedValue> attributes(TraceSpans trace, int index) {
    at.moveTo(trace, index);
    Map<String, NamedValue> attributes = new LinkedHashMap<>();
    for (Shown field : fields) {
      TypedValue value = field.value.typed(at);
      if (!value.equals(TypedValue.NIL)) {
        attributes.putIfAbsent(field.name, new NamedValue(field.name, value.shown()));
      }
    }
    return List.copyOf(attributes.values());
  }

  private List<ServiceCount> services(TraceSpans trace) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int index = 0; index < trace.size(); index++) {
      int row = trace.row(index);
      int[] count = counts.computeIfAbsent(service(row), _ -> new int[2]);
      count[0]++;
      count[1] += batch.status(row) == SpanStatus.ERROR ? 1 : 0;
    }
    List<ServiceCount> services = new ArrayList<>();
    counts.forEach((name, count) -> services.add(new ServiceCount(name, count[0], count[1])));
    return services;
  }
}
