package dev.clew.pipeline.graph;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.NamesExporter;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows the references of a draft, in upstream's order and words.
final class References {
  private final Draft draft;
  private final Problems problems;

  References(Draft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
  }

  /// The pipelines, as far as what they name is there.
  List<Pipeline> follow() {
    if (isEmpty()) {
      refuse("empty configuration file", draft.position());
      return List.of();
    }
    if (draft.of(Kind.RECEIVER).isEmpty()) {
      refuse("no receiver configuration specified in config", draft.position());
    }
    if (draft.of(Kind.EXPORTER).isEmpty()) {
      refuse("no exporter configuration specified in config", draft.position());
    }
    draft.of(Kind.CONNECTOR).values().forEach(this::ambiguity);
    for (Draft.Reference reference : draft.service().extensions()) {
      find(reference, "service::extensions", "extension", Kind.EXTENSION);
    }
    if (draft.service().pipelines().isEmpty()) {
      refuse("service must have at least one pipeline", draft.position());
    }
    List<Pipeline> pipelines = draft.service().pipelines().stream().map(this::pipeline).toList();
    pipelines.forEach(this::namedExporters);
    return pipelines;
  }

  /// Extensions that run, in the order of the service.
  List<Component> extensions() {
    List<Component> extensions = new ArrayList<>();
    for (Draft.Reference reference : draft.service().extensions()) {
      Component found = draft.find(Kind.EXTENSION, reference.id());
      if (found != null) {
        extensions.add(found);
      }
    }
    return extensions;
  }

  private boolean isEmpty() {
    for (Kind kind : Kind.values()) {
      if (!draft.of(kind).isEmpty()) {
        return false;
      }
    }
    return draft.service().pipelines().isEmpty();
  }

  private void ambiguity(Component connector) {
    for (Kind kind : List.of(Kind.EXPORTER, Kind.RECEIVER)) {
      if (draft.of(kind).containsKey(connector.id())) {
        refuse(
            ("connectors::%1$s: ambiguous ID: Found both \"%1$s\" %2$s and \"%1$s\" connector."
                    + " Change one of the components' IDs to eliminate ambiguity (e.g. rename"
                    + " \"%1$s\" connector to \"%1$s/connector\")")
                .formatted(connector.id(), kind.singular()),
            connector.position());
      }
    }
  }

  private Pipeline pipeline(Draft.PipelineDraft pipeline) {
    String path = "service::pipelines::" + pipeline.id();
    if (pipeline.receivers().isEmpty()) {
      refuse(path + ": must have at least one receiver", pipeline.position());
    }
    if (pipeline.exporters().isEmpty()) {
      refuse(path + ": must have at least one exporter", pipeline.position());
    }
    Set<ComponentId> seen = new HashSet<>();
    for (Draft.Reference processor : pipeline.processors()) {
      if (!seen.add(processor.id())) {
        refuse(
            "%s: references processor \"%s\" multiple times".formatted(path, processor.id()),
            processor.position());
      }
    }
    return new Pipeline(
        pipeline.id(),
        all(pipeline.receivers(), path, "receiver", Kind.RECEIVER, Kind.CONNECTOR),
        all(pipeline.processors(), path, "processor", Kind.PROCESSOR),
        all(pipeline.exporters(), path, "exporter", Kind.EXPORTER, Kind.CONNECTOR),
        pipeline.position());
  }

  private List<Component> all(
      List<Draft.Reference> references, String path, String word, Kind... kinds) {
    List<Component> components = new ArrayList<>();
    for (Draft.Reference reference : references) {
      Component found = find(reference, path, word, kinds);
      if (found != null && !components.contains(found)) {
        components.add(found);
      }
    }
    return components;
  }

  private @Nullable Component find(
      Draft.Reference reference, String path, String word, Kind... kinds) {
    for (Kind kind : kinds) {
      Component found = draft.find(kind, reference.id());
      if (found != null) {
        return found;
      }
    }
    refuse(
        "%s: references %s \"%s\" which is not configured".formatted(path, word, reference.id()),
        reference.position());
    return null;
  }

  /// A processor that names an exporter names one of a metrics pipeline.
  private void namedExporters(Pipeline pipeline) {
    for (Component processor : pipeline.processors()) {
      if (processor.options() instanceof NamesExporter options
          && !options.metricsExporter().isEmpty()) {
        namedExporter(processor, options.metricsExporter());
      }
    }
  }

  private void namedExporter(Component processor, String name) {
    List<String> exporters =
        draft.service().pipelines().stream()
            .filter(pipeline -> pipeline.id().signal() == Signal.METRICS)
            .flatMap(pipeline -> pipeline.exporters().stream())
            .map(reference -> reference.id().toString())
            .distinct()
            .sorted()
            .toList();
    if (!exporters.contains(name)) {
      refuse(
          "failed to find metrics exporter: '%s'; please configure metrics_exporter from one of: [%s]"
              .formatted(name, String.join(" ", exporters)),
          processor.position());
    }
  }

  private void refuse(String message, Position position) {
    problems.add(new Problem(Problem.Kind.VALIDATION, "", message, position));
  }
}
