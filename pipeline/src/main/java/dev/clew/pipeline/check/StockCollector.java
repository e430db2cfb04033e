package dev.clew.pipeline.check;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Pipeline;
import java.util.ArrayList;
import java.util.List;

/// What a stock Collector would have refused about a file that Clew runs, and how Clew reads it.
public final class StockCollector {
  private final List<Difference> differences = new ArrayList<>();

  private StockCollector() {}

  /// One difference.
  ///
  /// @param refusal the Collector's own sentence
  /// @param reading what Clew does
  public record Difference(String refusal, String reading, Position position) {}

  /// All differences, in the order of the file.
  public static List<Difference> explain(CollectorFile file) {
    StockCollector stock = new StockCollector();
    for (Component component : Checks.all(file, Kind.PROCESSOR)) {
      if (component.type().name().equals("spanmetrics")) {
        stock.spanMetrics(component);
      }
    }
    for (Pipeline pipeline : file.pipelines()) {
      stock.twin(pipeline);
    }
    for (Component component : Checks.all(file, Kind.EXPORTER)) {
      if (component.type().name().equals("clew")) {
        stock.add(
            "'exporters' unknown type: \"clew\" for id: \"%s\"".formatted(component.id()),
            "what comes is kept in Clew's own store",
            component.position());
      }
    }
    return List.copyOf(stock.differences);
  }

  private void spanMetrics(Component component) {
    add(
        "'processors' unknown type: \"spanmetrics\" for id: \"%s\" (since v0.96.0)"
            .formatted(component.id()),
        "the processor is still there and makes metrics of spans",
        component.position());
    Value options = component.node().value();
    if (Look.has(options, "histogram")) {
      add(
          "'' has invalid keys: histogram (up to v0.95.0)",
          "\"histogram\" means what it means for the connector",
          component.position());
    }
    if (Look.has(Look.at(options, "histogram", "explicit"), "boundaries")) {
      add(
          "'histogram.explicit' has invalid keys: boundaries (in every version)",
          "\"boundaries\" means \"buckets\"",
          component.position());
    }
  }

  private void twin(Pipeline pipeline) {
    Pipeline.SpanTwin twin = pipeline.twin();
    if (twin == null) {
      return;
    }
    add(
        "failed to create \"%s\" processor, in pipeline \"%s\": telemetry type is not supported"
            .formatted(twin.aggregation().id(), pipeline.id()),
        ("the processor reads the spans of the same receivers through instances of its own of %s,"
                + " before any sampling; its metrics go on through the pipeline")
            .formatted(twin.before().stream().map(one -> one.id().toString()).toList()),
        pipeline.position());
    for (Component before : twin.before()) {
      if (before.type().name().equals("filter")
          && !Look.isSet(Look.at(before.node().value(), "metrics"))
          && pipeline.signal() == Signal.METRICS) {
        add(
            "none, but \"%s\" would pass every metric".formatted(before.id()),
            "its rules are applied to the spans that \"%s\" reads"
                .formatted(twin.aggregation().id()),
            before.position());
      }
    }
  }

  private void add(String refusal, String reading, Position position) {
    differences.add(new Difference(refusal, reading, position));
  }
}
