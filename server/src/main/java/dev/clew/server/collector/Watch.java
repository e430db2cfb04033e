package dev.clew.server.collector;

import dev.clew.pipeline.Stage;
import dev.clew.pipeline.assembly.StageFactory.Place;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.series.Overflow;
import dev.clew.pipeline.spanmetrics.SpanMetrics;
import dev.clew.pipeline.tailsampling.SamplingCount;
import dev.clew.pipeline.tailsampling.TailSampling;
import dev.clew.server.telemetry.Label;
import dev.clew.server.telemetry.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What the stages tell of how it goes, for the server's own metrics.
final class Watch {
  private static final String SAMPLING = "otelcol_processor_tail_sampling_";

  private final List<Consumer<List<Reading>>> sources = new CopyOnWriteArrayList<>();

  /// The same stage; the rows that it takes are counted.
  Stage rows(Place place, Stage stage) {
    List<Label> labels = labels(place, Map.of());
    LongAdder rows = new LongAdder();
    sources.add(readings ->
        readings.add(
            Reading.counter("clew_pipeline_rows", "Rows that a stage took.", labels, rows.sum())));
    return new Tapped(
        stage,
        (batch, arrival) -> {
          if (!arrival.isRecall()) {
            rows.add(batch.size());
          }
          stage.accept(batch, arrival);
        });
  }

  EvaluationErrors add(Place place, EvaluationErrors errors) {
    List<Label> labels = labels(place, Map.of());
    sources.add(readings ->
        readings.add(
            Reading.counter(
                "clew_pipeline_evaluation_errors",
                "Rows for which a condition or statement had no answer.",
                labels,
                errors.errors())));
    return errors;
  }

  SpanMetrics add(Place place, SpanMetrics stage) {
    List<Label> labels = labels(place, Map.of());
    sources.add(readings -> {
      for (Overflow overflow : stage.fullMetrics()) {
        Map<String, String> which =
            Map.of("metric", overflow.metric(), "dimension", overflow.label());
        readings.add(
            Reading.gauge(
                "clew_spanmetrics_full_series",
                "Series of a metric that has no room for more, with the dimension that most likely"
                    + " fills it.",
                labels(place, which),
                overflow.series()));
      }
    });
    sources.add(readings ->
        readings.addAll(
            List.of(
                Reading.counter(
                    "clew_spanmetrics_spans",
                    "Spans that were counted.",
                    labels,
                    stage.stats().spans()),
                Reading.counter(
                    "clew_spanmetrics_unnamed_spans",
                    "Spans that were not counted, since their resource names no service.",
                    labels,
                    stage.stats().unnamedSpans()),
                Reading.gauge(
                    "clew_spanmetrics_overflowed",
                    "Spans and events counted in series without labels, for want of room.",
                    labels,
                    stage.stats().overflowedItems()),
                Reading.gauge("clew_spanmetrics_series", "Series.", labels, stage.stats().series()),
                Reading.gauge(
                    "clew_spanmetrics_bytes",
                    "Memory of series and texts.",
                    labels,
                    stage.stats().bytes()))));
    return stage;
  }

  TailSampling add(Place place, TailSampling sampler) {
    sources.add(readings -> {
      for (SamplingCount count : sampler.counts()) {
        readings.add(
            Reading.gauge(
                SAMPLING + count.name(),
                "As the Collector's tail sampling tells it.",
                labels(place, count.labels()),
                count.value()));
      }
    });
    return sampler;
  }

  /// All of it.
  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    sources.forEach(source -> source.accept(readings));
    readings.sort(Comparator.comparing(Reading::name));
    return readings;
  }

  private static List<Label> labels(Place place, Map<String, String> more) {
    List<Label> labels = new ArrayList<>();
    labels.add(new Label("component", place.id()));
    labels.add(new Label("partition", Integer.toString(place.partition())));
    more.forEach((key, value) -> labels.add(new Label(key, value)));
    labels.sort(Comparator.comparing(Label::key));
    return labels;
  }
}
