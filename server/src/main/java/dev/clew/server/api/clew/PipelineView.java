package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.api.QueryRunner;
import dev.clew.server.telemetry.Label;
import dev.clew.server.telemetry.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The configuration that runs, as a picture: its components, which hands on to which, and what
/// each tells of how it goes.
///
/// Ids, types and numbers alone are told. Options may hold secrets, texts of errors may hold what a
/// configuration takes out of the data, so neither leaves the server.
public final class PipelineView {
  private static final String PATH = "/clew/v1/pipelines";

  static final Route ROUTE =
      new Route(
          HttpMethod.GET,
          PATH,
          "The pipelines of the configuration that runs, with their numbers.",
          List.of());

  private final PipelineGraph graph;
  private final int pipelines;
  private final Supplier<List<Reading>> readings;

  private PipelineView(PipelineGraph graph, int pipelines, Supplier<List<Reading>> readings) {
    this.graph = graph;
    this.pipelines = pipelines;
    this.readings = readings;
  }

  /// Of a server without a configuration.
  public static PipelineView none() {
    return new PipelineView(PipelineGraph.EMPTY, 0, List::of);
  }

  /// Of a configuration that runs.
  ///
  /// @param readings what its parts tell, each with the place of a stage as `component`, or with
  ///   the id of an exporter as `exporter`
  public static PipelineView of(CollectorFile file, Supplier<List<Reading>> readings) {
    return new PipelineView(PipelineGraph.of(file), file.pipelines().size(), readings);
  }

  /// Adds the endpoint.
  public void addTo(ServerBuilder builder, QueryRunner runner) {
    builder
        .route()
        .get(PATH)
        .build((context, _) -> runner.run(context, () -> Json.ok(json()), Json::refused));
  }

  /// A number of a node, over all partitions.
  private record Told(int node, String name, Map<String, String> labels) {
    Told {
      labels = Map.copyOf(labels);
    }
  }

  private ObjectNode json() {
    ObjectNode root = Json.object();
    root.put("pipelines", pipelines);
    ArrayNode nodes = root.putArray("nodes");
    for (PipelineGraph.Node node : graph.nodes()) {
      nodes
          .addObject()
          .put("kind", node.kind())
          .put("id", node.id())
          .put("type", node.type())
          .put("pipeline", node.pipeline())
          .put("isLeftOut", node.isLeftOut())
          .putArray("numbers");
    }
    ArrayNode edges = root.putArray("edges");
    graph.edges().forEach(edge -> edges.addArray().add(edge.from()).add(edge.to()));
    ArrayNode general = root.putArray("numbers");
    numbers()
        .forEach((told, value) ->
            add(
                told.node() < 0 ? general : (ArrayNode) nodes.get(told.node()).path("numbers"),
                told,
                value));
    return root;
  }

  private static void add(ArrayNode target, Told told, double value) {
    ObjectNode number = target.addObject().put("name", told.name()).put("value", value);
    ObjectNode labels = number.putObject("labels");
    new TreeMap<>(told.labels()).forEach(labels::put);
  }

  /// The readings, those of the partitions added up; buckets of histograms are left to `/metrics`.
  private Map<Told, Double> numbers() {
    return readings.get().stream()
        .filter(reading -> !reading.name().endsWith("_bucket"))
        .collect(
            Collectors.groupingBy(
                this::told, LinkedHashMap::new, Collectors.summingDouble(Reading::value)));
  }

  private Told told(Reading reading) {
    Map<String, String> labels =
        reading.labels().stream()
            .collect(Collectors.toMap(Label::key, Label::value, (first, _) -> first, TreeMap::new));
    labels.remove("partition");
    String place = labels.remove("component");
    String exporter = labels.remove("exporter");
    int node = place == null ? -1 : graph.at(place);
    return new Told(exporter == null ? node : graph.exporter(exporter), reading.name(), labels);
  }
}
