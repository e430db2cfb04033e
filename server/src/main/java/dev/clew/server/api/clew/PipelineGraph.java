package dev.clew.server.api.clew;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.NamesExporter;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.Connection;
import dev.clew.pipeline.graph.Pipeline;
import dev.clew.pipeline.graph.PipelineId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a configuration joins, as nodes and edges: receivers, connectors and exporters once each,
/// processors once in each pipeline, and Clew's store.
final class PipelineGraph {
  static final PipelineGraph EMPTY = new PipelineGraph();

  private static final String STORE = "clew";

  private final Map<String, Integer> byKey = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final Map<String, Integer> byPlace = new HashMap<>();

  /// @param kind `receiver`, `processor`, `connector`, `exporter`, `store`
  /// @param pipeline in which it stands, with the word `spans` where the pipeline of metrics reads
  ///   spans; empty if several share it
  record Node(String kind, String id, String type, String pipeline, boolean isLeftOut) {}

  /// One node hands on to another, by their places in the list.
  record Edge(int from, int to) {}

  private PipelineGraph() {}

  static PipelineGraph of(CollectorFile file) {
    PipelineGraph graph = new PipelineGraph();
    file.pipelines().forEach(pipeline -> graph.add(file, pipeline));
    return graph;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  List<Edge> edges() {
    return List.copyOf(edges);
  }

  /// The node of the stage at a place, as stages are called where they are built; -1 if unknown.
  int at(String place) {
    return byPlace.getOrDefault(place, -1);
  }

  /// The node of an exporter; -1 if unknown.
  int exporter(String id) {
    return byKey.getOrDefault("exporter/" + id, -1);
  }

  private void add(CollectorFile file, Pipeline pipeline) {
    List<Integer> starts =
        pipeline.receivers().stream()
            .flatMap(receiver -> beginning(file, pipeline, receiver).stream())
            .toList();
    List<Integer> ends = ends(file, pipeline);
    Pipeline.SpanTwin twin = pipeline.twin();
    List<Component> own = new ArrayList<>(pipeline.processors());
    if (twin != null) {
      own.remove(twin.aggregation());
    }
    List<Integer> last = chain(file, pipeline, own, "", starts);
    join(last, ends);
    if (twin != null) {
      List<Integer> read = chain(file, pipeline, twin.before(), "spans/", starts);
      List<Integer> made = chain(file, pipeline, List.of(twin.aggregation()), "", read);
      join(chain(file, pipeline, twin.behind(), "spans/behind/", made), ends);
    }
  }

  /// What begins a pipeline: a receiver, or what connectors make of other pipelines.
  private List<Integer> beginning(CollectorFile file, Pipeline pipeline, Component receiver) {
    if (receiver.type().kind() != Kind.CONNECTOR) {
      return List.of(node("receiver/" + receiver.id(), "receiver", receiver, ""));
    }
    return file.connections().stream()
        .filter(each -> each.connector().equals(receiver))
        .filter(each -> each.to().contains(pipeline.id()))
        .map(this::connection)
        .toList();
  }

  private List<Integer> ends(CollectorFile file, Pipeline pipeline) {
    List<Integer> ends = new ArrayList<>();
    boolean isStored = false;
    boolean isForPeople = false;
    for (Component exporter : pipeline.exporters()) {
      if (exporter.type().kind() == Kind.CONNECTOR) {
        file.connections().stream()
            .filter(each -> each.connector().equals(exporter))
            .filter(each -> each.from().contains(pipeline.id()))
            .forEach(each -> ends.add(connection(each)));
      } else {
        isForPeople = true;
        isStored |= exporter.type().name().equals(STORE) && !exporter.isLeftOut();
        ends.add(exporter(exporter, pipeline.signal()));
      }
    }
    if (isForPeople && !isStored && !file.isStoreExplicit()) {
      ends.add(store(pipeline.signal()));
    }
    return ends;
  }

  private int connection(Connection connection) {
    String place =
        "connector/%s/%s-%s"
            .formatted(
                connection.connector().id(),
                PipelineId.word(connection.route().from()),
                PipelineId.word(connection.route().to()));
    int node = node(place, "connector", connection.connector(), "");
    byPlace.put(place, node);
    return node;
  }

  private int exporter(Component exporter, Signal signal) {
    int node = node("exporter/" + exporter.id(), "exporter", exporter, "");
    byPlace.put("exporter/%s/%s".formatted(exporter.id(), PipelineId.word(signal)), node);
    return node;
  }

  private int store(Signal signal) {
    int node =
        byKey.computeIfAbsent("store", _ -> add(new Node("store", "store", STORE, "", false)));
    byPlace.put("store/" + PipelineId.word(signal), node);
    return node;
  }

  /// Nodes of processors one behind the other.
  ///
  /// @return where it ends
  private List<Integer> chain(
      CollectorFile file,
      Pipeline pipeline,
      List<Component> processors,
      String branch,
      List<Integer> starts) {
    List<Integer> last = starts;
    for (Component processor : processors) {
      String place = "%s/%s%s".formatted(pipeline.id(), branch, processor.id());
      String lane = branch.isEmpty() ? "" : " spans";
      int node = node(place, "processor", processor, pipeline.id() + lane);
      byPlace.put(place, node);
      join(last, List.of(node));
      join(List.of(node), named(file, processor));
      last = List.of(node);
    }
    return last;
  }

  /// The exporter that a processor names by itself, beside those of its pipeline.
  private List<Integer> named(CollectorFile file, Component processor) {
    if (!(processor.options() instanceof NamesExporter options)) {
      return List.of();
    }
    return file.defined().getOrDefault(Kind.EXPORTER, Map.of()).values().stream()
        .filter(each -> each.id().toString().equals(options.metricsExporter()))
        .map(each -> exporter(each, Signal.METRICS))
        .toList();
  }

  private void join(List<Integer> from, List<Integer> to) {
    for (int begin : from) {
      to.forEach(end -> edges.add(new Edge(begin, end)));
    }
  }

  private int node(String key, String kind, Component component, String pipeline) {
    String id = component.id().toString();
    return byKey.computeIfAbsent(
        key,
        _ -> add(new Node(kind, id, component.type().name(), pipeline, component.isLeftOut())));
  }

  private int add(Node node) {
    nodes.add(node);
    return nodes.size() - 1;
  }
}
