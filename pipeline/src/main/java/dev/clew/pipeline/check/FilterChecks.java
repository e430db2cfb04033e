package dev.clew.pipeline.check;

import dev.clew.model.Signal;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Pipeline;
import dev.clew.pipeline.graph.PipelineId;
import java.util.List;

/// Filters that do nothing, and filters that take from tail sampling what it needs.
final class FilterChecks {
  private FilterChecks() {}

  static void check(CollectorFile file, Problems problems) {
    for (Pipeline pipeline : file.pipelines()) {
      Pipeline.SpanTwin twin = pipeline.twin();
      Component removing = null;
      for (Component processor : pipeline.processors()) {
        boolean isFilter = processor.type().name().equals("filter");
        boolean isTwins = twin != null && twin.before().contains(processor);
        boolean hasRule = hasRule(processor.node().value(), pipeline.signal());
        if (isFilter && !isTwins && !hasRule) {
          idle(processor, pipeline, problems);
        }
        if (isFilter && hasRule) {
          removing = processor;
        }
        if (removing != null && processor.type().name().equals("tail_sampling")) {
          orphans(processor, removing, pipeline, problems);
        }
      }
    }
  }

  private static void idle(Component filter, Pipeline pipeline, Problems problems) {
    problems.warn(
        "W7",
        "processors::%s: has no rule for %s, so it passes everything in pipeline \"%s\""
            .formatted(filter.id(), PipelineId.word(pipeline.signal()), pipeline.id()),
        filter.position());
  }

  private static void orphans(
      Component sampling, Component filter, Pipeline pipeline, Problems problems) {
    problems.warn(
        "W8",
        ("processors::%s: stands behind filter \"%s\" in pipeline \"%s\", which can remove root"
                + " spans: durations, span counts and options about the root see the remainder only")
            .formatted(sampling.id(), filter.id(), pipeline.id()),
        sampling.position());
  }

  private static boolean hasRule(Value filter, Signal signal) {
    List<String> keys =
        switch (signal) {
          case TRACES -> List.of("spans", "traces", "trace_conditions");
          case METRICS -> List.of("metrics", "metric_conditions");
          case LOGS -> List.of("logs", "log_conditions");
        };
    return keys.stream().anyMatch(key -> Look.isSet(Look.at(filter, key)));
  }
}
