package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Strings;
import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.Metric;
import dev.clew.pipeline.series.MetricShape;
import dev.clew.pipeline.series.Observation;
import dev.clew.pipeline.series.Overflow;
import dev.clew.pipeline.series.PointWriter;
import dev.clew.pipeline.series.SeriesBudget;
import dev.clew.pipeline.series.TextPool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The metrics of a stage: calls and durations, events if wanted, and further ones.
final class MetricSet {
  private final SpanMetricsOptions options;
  private final Columns columns;
  private final TextPool pool;
  private final List<Metric> ofSpans = new ArrayList<>();
  private final @Nullable Metric ofEvents;
  private final List<Metric> all = new ArrayList<>();

  MetricSet(SpanMetricsOptions options, Columns columns, TextPool pool) {
    this.options = options;
    this.columns = columns;
    this.pool = pool;
    NamingProfile naming = options.naming();
    SpanMetricsOptions.Dimensions dimensions = options.dimensions();
    ofSpans.add(
        metric(
            naming.calls(),
            "Spans that were received.",
            new Measure.Count(),
            joined(dimensions.shared(), dimensions.calls())));
    Measure durations = options.durations();
    if (durations != null) {
      ofSpans.add(
          metric(
              naming.duration(),
              "Duration of spans in %s.".formatted(words(durations)),
              durations,
              joined(dimensions.shared(), dimensions.durations())));
    }
    for (ExtraSeries extra : options.extraSeries()) {
      ofSpans.add(extra(extra));
    }
    all.addAll(ofSpans);
    List<Dimension> events = dimensions.events();
    ofEvents =
        events == null
            ? null
            : metric(
                "events",
                "Events of spans that were received.",
                new Measure.Count(),
                joined(dimensions.shared(), events));
    if (ofEvents != null) {
      all.add(ofEvents);
    }
  }

  private static List<Dimension> joined(List<Dimension> first, List<Dimension> second) {
    List<Dimension> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static String words(Measure measure) {
    return switch (unit(measure)) {
      case "s" -> "seconds";
      case "ms" -> "milliseconds";
      default -> "";
    };
  }

  private static String unit(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> "";
      case Measure.Explicit explicit -> explicit.unit().symbol();
      case Measure.Exponential exponential -> exponential.unit().symbol();
    };
  }

  private Metric metric(
      String name, String description, Measure measure, List<Dimension> dimensions) {
    List<String> labels = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    builtIn("service.name", "service.name", Columns.SERVICE, labels, at);
    builtIn("span.name", options.naming().spanNameLabel(), Columns.SPAN_NAME, labels, at);
    builtIn("span.kind", "span.kind", Columns.KIND, labels, at);
    builtIn("status.code", "status.code", Columns.STATUS, labels, at);
    if (!options.dimensions().scopes().isEmpty()) {
      builtIn("", "span.instrumentation.scope.name", Columns.SCOPE_NAME, labels, at);
      builtIn("", "span.instrumentation.scope.version", Columns.SCOPE_VERSION, labels, at);
    }
    for (Dimension dimension : dimensions) {
      labels.add(dimension.name());
      at.add(columns.of(dimension));
    }
    String unit = options.naming().durationUnit(unit(measure));
    return metric(options.name(name), unit, description, measure, labels, at, options.budget());
  }

  private void builtIn(
      String name, String label, int column, List<String> labels, List<Integer> at) {
    if (!options.dimensions().excluded().contains(name)) {
      labels.add(label);
      at.add(column);
    }
  }

  private Metric extra(ExtraSeries extra) {
    List<String> labels = extra.labels().stream().map(Dimension::name).toList();
    List<Integer> at = extra.labels().stream().map(columns::of).toList();
    String unit = options.naming().durationUnit(unit(extra.measure()));
    return metric(
        extra.metric(),
        unit,
        "Spans that were received, by the labels that rules ask for.",
        extra.measure(),
        labels,
        at,
        extra.budget());
  }

  private Metric metric(
      String name,
      String unit,
      String description,
      Measure measure,
      List<String> labels,
      List<Integer> at,
      SeriesBudget budget) {
    MetricShape shape =
        new MetricShape(
            name,
            unit,
            description,
            measure,
            labels,
            at,
            options.isDelta(),
            options.maxExemplars(),
            budget);
    return new Metric(shape, pool);
  }

  List<MetricShape> shapes() {
    return all.stream().map(Metric::shape).toList();
  }

  boolean countsEvents() {
    return ofEvents != null;
  }

  void count(DimensionRow row, int group, Observation observation) {
    for (int i = 0; i < ofSpans.size(); i++) {
      ofSpans.get(i).count(row, group, observation);
    }
  }

  void countEvent(DimensionRow row, int group, Observation observation) {
    if (ofEvents != null) {
      ofEvents.count(row, group, observation);
    }
  }

  boolean hasBirths() {
    for (Metric metric : all) {
      if (metric.hasBirths()) {
        return true;
      }
    }
    return false;
  }

  void births(PointWriter writer) {
    for (Metric metric : all) {
      metric.births(writer);
    }
  }

  void flush(long instant, PointWriter writer) {
    for (Metric metric : all) {
      metric.flush(instant, writer);
    }
  }

  /// Removes series of resources that are gone and series without spans since an instant, and those
  /// without spans since another if there is no room; then texts that no series has any more.
  void expire(
      Set<Integer> gone, long seenBefore, long seenBeforeIfFull, long now, PointWriter writer) {
    boolean isAny = false;
    for (Metric metric : all) {
      long before = metric.overflowed() > 0 ? Math.max(seenBefore, seenBeforeIfFull) : seenBefore;
      isAny |= metric.expire(before, gone::contains, now, writer);
    }
    if (isAny) {
      // What was written names texts of the pool as it was.
      writer.flush();
      forgetTexts();
    }
  }

  List<Overflow> overflows() {
    List<Overflow> overflows = new ArrayList<>();
    for (Metric metric : all) {
      Overflow overflow = metric.overflow();
      if (overflow != null) {
        overflows.add(overflow);
      }
    }
    return overflows;
  }

  int series() {
    int sum = 0;
    for (Metric metric : all) {
      sum += metric.size();
    }
    return sum;
  }

  long overflowed() {
    long sum = 0;
    for (Metric metric : all) {
      sum += metric.overflowed();
    }
    return sum;
  }

  long bytes() {
    long sum = pool.bytes();
    for (Metric metric : all) {
      sum += metric.bytes();
    }
    return sum;
  }

  /// Writes each metric as a block behind its shape, since those that rules ask for may be others
  /// when the state is read.
  void save(DataOutput out) throws IOException {
    pool.save(out);
    out.writeInt(all.size());
    for (Metric metric : all) {
      TextPool.write(out, identity(metric));
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      metric.save(new DataOutputStream(block));
      out.writeInt(block.size());
      out.write(block.toByteArray());
    }
  }

  void restore(DataInput in) throws IOException {
    int[] references = pool.restore(in);
    boolean isAnyGone = false;
    for (int left = in.readInt(); left > 0; left--) {
      String identity = TextPool.read(in);
      byte[] block = TextPool.readBytes(in);
      Metric metric = find(identity);
      if (metric == null) {
        isAnyGone = true;
      } else {
        metric.restore(new DataInputStream(new ByteArrayInputStream(block)), references);
      }
    }
    if (isAnyGone) {
      forgetTexts();
    }
  }

  private @Nullable Metric find(String identity) {
    return all.stream().filter(each -> identity(each).equals(identity)).findFirst().orElse(null);
  }

  private static String identity(Metric metric) {
    MetricShape shape = metric.shape();
    return "%s %s %s %d %s"
        .formatted(
            shape.name(), shape.measure(), shape.labels(), shape.maxExemplars(), shape.isDelta());
  }

  /// Forgets texts that no series has.
  private void forgetTexts() {
    Strings old = pool.beginRebuild();
    for (Metric metric : all) {
      metric.moveTexts(old);
    }
  }
}
