package dev.clew.pipeline.check;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import java.util.List;
import java.util.Map;

/// Warnings about a sound configuration, by the codes of its guide.
public final class Checks {
  private Checks() {}

  /// Warnings of the file itself: W1, W4, W7 to W10, W12.
  public static List<Problem> of(CollectorFile file) {
    Problems problems = new Problems();
    for (Component component : all(file, Kind.PROCESSOR)) {
      if (component.type().name().equals("tail_sampling")) {
        SamplingChecks.check(component, problems);
      }
    }
    for (SpanMetrics metrics : SpanMetrics.of(file)) {
      metrics.check(problems);
    }
    FilterChecks.check(file, problems);
    return problems.all();
  }

  /// Warnings about rules that look at the series of the file: W2, W3, W11.
  ///
  /// @param rules a file of Prometheus rules
  public static List<Problem> ofRules(CollectorFile file, Node rules) {
    Problems problems = new Problems();
    new RuleChecks(SpanMetrics.of(file), problems).check(rules);
    return problems.all();
  }

  static List<Component> all(CollectorFile file, Kind kind) {
    return List.copyOf(file.defined().getOrDefault(kind, Map.of()).values());
  }
}
