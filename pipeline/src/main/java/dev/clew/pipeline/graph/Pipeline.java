package dev.clew.pipeline.graph;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pipeline: from receivers and connectors through processors, in order, to exporters and
/// connectors.
public record Pipeline(
    PipelineId id,
    List<Component> receivers,
    List<Component> processors,
    List<Component> exporters,
    Position position) {
  public Pipeline {
    receivers = List.copyOf(receivers);
    processors = List.copyOf(processors);
    exporters = List.copyOf(exporters);
  }

  public Signal signal() {
    return id.signal();
  }

  /// The span twin, if a processor of this metrics pipeline makes metrics of spans.
  ///
  /// The twin takes the *spans* of the same receivers through instances of its own of the
  /// processors before that one. What it makes goes to the processors behind it and on to the
  /// exporters of the pipeline. Metrics that are received run through the pipeline past it.
  public @Nullable SpanTwin twin() {
    for (int i = 0; i < processors.size(); i++) {
      if (makesMetricsOfSpans(processors.get(i))) {
        return new SpanTwin(
            receivers,
            processors.subList(0, i),
            processors.get(i),
            processors.subList(i + 1, processors.size()));
      }
    }
    return null;
  }

  private boolean makesMetricsOfSpans(Component processor) {
    return signal() == Signal.METRICS
        && processor.type().kind() == Kind.PROCESSOR
        && processor.type().supports(new Route(Signal.TRACES, Signal.METRICS));
  }

  /// What reads spans for a metrics pipeline.
  ///
  /// @param receivers whose spans are read
  /// @param before processors, to be built again for spans
  /// @param aggregation what makes metrics of spans
  /// @param behind processors of the pipeline that the metrics go through
  public record SpanTwin(
      List<Component> receivers,
      List<Component> before,
      Component aggregation,
      List<Component> behind) {
    public SpanTwin {
      receivers = List.copyOf(receivers);
      before = List.copyOf(before);
      behind = List.copyOf(behind);
    }
  }
}
