package dev.clew.pipeline.graph;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Joins pipelines by their connectors and finds what cannot be built.
final class Graph {
  private final List<Pipeline> pipelines;
  private final Problems problems;
  private final List<Connection> connections = new ArrayList<>();

  Graph(List<Pipeline> pipelines, Problems problems) {
    this.pipelines = pipelines;
    this.problems = problems;
  }

  /// The instances of connectors.
  List<Connection> connect() {
    connectors().forEach(this::connect);
    pipelines.forEach(this::signals);
    if (!problems.hasErrors()) {
      String cycle = cycle();
      if (cycle != null) {
        refuse("cycle detected: " + cycle, pipelines.getFirst().position());
      }
    }
    return List.copyOf(connections);
  }

  private Set<Component> connectors() {
    Set<Component> found = new LinkedHashSet<>();
    for (Pipeline pipeline : pipelines) {
      found.addAll(connectors(pipeline.receivers()));
      found.addAll(connectors(pipeline.exporters()));
    }
    return found;
  }

  private static List<Component> connectors(List<Component> components) {
    return components.stream().filter(Graph::isConnector).toList();
  }

  private static boolean isConnector(Component component) {
    return component.type().kind() == Kind.CONNECTOR;
  }

  private void connect(Component connector) {
    List<PipelineId> ended = ends(connector);
    List<PipelineId> begun = begins(connector);
    Set<Signal> taken = signals(ended);
    Set<Signal> given = signals(begun);
    Set<Signal> unused = EnumSet.noneOf(Signal.class);
    unused.addAll(given);
    for (Signal from : taken) {
      boolean isUsed = false;
      for (Signal to : given) {
        Route route = new Route(from, to);
        if (connector.isLeftOut() ? from == to : connector.type().supports(route)) {
          isUsed = true;
          unused.remove(to);
          connections.add(new Connection(connector, route, of(ended, from), of(begun, to)));
        }
      }
      if (!isUsed) {
        refuseUse(connector, "exporter", of(ended, from), "receiver");
      }
    }
    unused.forEach(to -> refuseUse(connector, "receiver", of(begun, to), "exporter"));
  }

  private List<PipelineId> ends(Component connector) {
    return pipelines.stream()
        .filter(pipeline -> pipeline.exporters().contains(connector))
        .map(Pipeline::id)
        .toList();
  }

  private List<PipelineId> begins(Component connector) {
    return pipelines.stream()
        .filter(pipeline -> pipeline.receivers().contains(connector))
        .map(Pipeline::id)
        .toList();
  }

  private static Set<Signal> signals(List<PipelineId> ids) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    ids.forEach(id -> signals.add(id.signal()));
    return signals;
  }

  private static List<PipelineId> of(List<PipelineId> ids, Signal signal) {
    return ids.stream().filter(id -> id.signal() == signal).toList();
  }

  private void refuseUse(Component connector, String use, List<PipelineId> in, String missing) {
    String names = in.stream().map(PipelineId::toString).collect(Collectors.joining(" "));
    refuse(
        "connector \"%s\" used as %s in [%s] pipeline but not used in any supported %s pipeline"
            .formatted(connector.id(), use, names, missing),
        connector.position());
  }

  /// Whether every component takes the signal of its pipeline.
  private void signals(Pipeline pipeline) {
    for (Component receiver : pipeline.receivers()) {
      if (!isConnector(receiver) && !receiver.type().supports(pipeline.signal())) {
        refuseSignal(receiver, pipeline.signal());
      }
    }
    Pipeline.SpanTwin twin = pipeline.twin();
    for (Component processor : pipeline.processors()) {
      boolean isFit =
          processor.type().supports(pipeline.signal())
              && (twin == null
                  || !twin.before().contains(processor)
                  || processor.type().supports(Signal.TRACES));
      if (!isFit) {
        refuse(
            "failed to create \"%s\" processor, in pipeline \"%s\": telemetry type is not supported"
                .formatted(processor.id(), pipeline.id()),
            processor.position());
      }
    }
    for (Component exporter : pipeline.exporters()) {
      if (!isConnector(exporter) && !exporter.type().supports(pipeline.signal())) {
        refuseSignal(exporter, pipeline.signal());
      }
    }
  }

  private void refuseSignal(Component component, Signal signal) {
    refuse(
        "failed to create \"%s\" %s for data type \"%s\": telemetry type is not supported"
            .formatted(component.id(), component.type().kind().singular(), PipelineId.word(signal)),
        component.position());
  }

  /// A way from a connector through pipelines back to it, in upstream's words.
  private @Nullable String cycle() {
    Set<Connection> done = new HashSet<>();
    for (Connection start : connections) {
      Map<Connection, List<String>> path = new LinkedHashMap<>();
      String found = cycle(start, path, done);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// @param path connections on the way here, each with the processors behind it
  private @Nullable String cycle(
      Connection at, Map<Connection, List<String>> path, Set<Connection> done) {
    if (path.containsKey(at)) {
      return told(at, path);
    }
    if (done.contains(at)) {
      return null;
    }
    for (PipelineId id : at.to()) {
      Pipeline pipeline = pipeline(id);
      path.put(at, processors(pipeline));
      for (Connection next : connections) {
        String found =
            pipeline.exporters().contains(next.connector()) && next.from().contains(id)
                ? cycle(next, path, done)
                : null;
        if (found != null) {
          return found;
        }
      }
      path.remove(at);
    }
    done.add(at);
    return null;
  }

  private static String told(Connection start, Map<Connection, List<String>> path) {
    List<String> words = new ArrayList<>();
    boolean isInside = false;
    for (Map.Entry<Connection, List<String>> step : path.entrySet()) {
      isInside |= step.getKey().equals(start);
      if (isInside) {
        words.add(words(step.getKey()));
        words.addAll(step.getValue());
      }
    }
    words.add(words(start));
    return String.join(" -> ", words);
  }

  private static String words(Connection connection) {
    return "connector \"%s\" (%s to %s)"
        .formatted(
            connection.connector().id(),
            PipelineId.word(connection.route().from()),
            PipelineId.word(connection.route().to()));
  }

  private static List<String> processors(Pipeline pipeline) {
    return pipeline.processors().stream()
        .map(processor ->
            "processor \"%s\" in pipeline \"%s\"".formatted(processor.id(), pipeline.id()))
        .toList();
  }

  private Pipeline pipeline(PipelineId id) {
    return pipelines.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private void refuse(String message, Position position) {
    problems.add(new Problem(Problem.Kind.VALIDATION, "", message, position));
  }
}
