package dev.clew.pipeline.graph;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Registry;
import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Position;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Problems;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.config.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the top level of a file and the sections of its components.
final class DraftReader {
  private static final Map<Kind, String> DOCS =
      Map.of(
          Kind.RECEIVER, "Receivers by id.",
          Kind.PROCESSOR, "Processors by id.",
          Kind.EXPORTER, "Exporters by id.",
          Kind.CONNECTOR, "Connectors by id.",
          Kind.EXTENSION, "Extensions by id.");

  private final Registry registry;
  private final Set<String> leftOut;
  private final Problems problems;

  /// @param leftOut ids that `--lenient` names
  /// @param problems takes what is found, prefixed by where it belongs
  DraftReader(Registry registry, Set<String> leftOut, Problems problems) {
    this.registry = registry;
    this.leftOut = leftOut;
    this.problems = problems;
  }

  Draft read(Node.Mapping root) {
    Reading<Draft> reading = Reading.of(root, this::topLevel);
    reading.problems().forEach(problems::add);
    return reading.value();
  }

  /// The keys of the top level, for the reference also.
  Draft topLevel(Section section) {
    Map<Kind, Map<ComponentId, Component>> components = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      components.put(
          kind, components(kind, section.nodes(kind.plural(), DOCS.getOrDefault(kind, ""))));
    }
    Draft.Service service = section.section("service", DraftReader::service, "What runs.");
    Compatibility compatibility =
        section.section(
            "compat",
            Compatibility::read,
            "Where releases of the Collector differ, which to follow. A key of Clew's own, which may stand in a file of its own.");
    boolean isStoreExplicit =
        section.section(
            "clew",
            DraftReader::isStoreExplicit,
            "What only Clew has. A key of Clew's own, which may stand in a file of its own.");
    return new Draft(components, service, compatibility, isStoreExplicit, section.position());
  }

  private static boolean isStoreExplicit(Section section) {
    return section.choice(
        "store",
        Map.of("implicit", false, "explicit", true),
        "implicit",
        word -> "unknown value \"%s\" (valid values: [explicit implicit])".formatted(word),
        "Whether every pipeline ends in Clew's store, or only those that name an exporter `clew`.");
  }

  private Map<ComponentId, Component> components(Kind kind, Map<String, Node.Entry> nodes) {
    Map<ComponentId, Component> found = new LinkedHashMap<>();
    nodes.forEach((key, entry) -> {
      Component component = component(kind, key, entry);
      if (component != null && found.put(component.id(), component) != null) {
        refuse(
            "'%s' duplicate name \"%s\" after unmarshaling %s"
                .formatted(kind.plural(), component.id(), key),
            entry.keyPosition());
      }
    });
    return found;
  }

  private @Nullable Component component(Kind kind, String key, Node.Entry entry) {
    ComponentId id;
    try {
      id = ComponentId.parse(key);
    } catch (IllegalArgumentException refusal) {
      refuse("'%s' %s".formatted(kind.plural(), refusal.getMessage()), entry.keyPosition());
      return null;
    }
    ComponentType<?> type = registry.find(kind, id.type());
    boolean isNamed = leftOut.contains(id.toString()) && kind != Kind.RECEIVER;
    if (type == null) {
      if (isNamed) {
        return leftOut(kind, id, entry);
      }
      refuse(unknown(kind, id), entry.keyPosition());
      return null;
    }
    if (!type.name().equals(id.type())) {
      problems.note(
          "\"%s\" alias is deprecated; use \"%s\" instead".formatted(id.type(), type.name()),
          entry.keyPosition());
    }
    Reading<?> reading = Reading.of(entry.node(), type.reader());
    if (isNamed && !reading.isSound()) {
      return leftOut(kind, id, entry);
    }
    tell(kind, id, reading);
    return new Component(id, type, (Object) reading.value(), entry.node(), entry.keyPosition());
  }

  private Component leftOut(Kind kind, ComponentId id, Node.Entry entry) {
    problems.note(
        "%s \"%s\" is left out as --lenient says".formatted(kind.singular(), id),
        entry.keyPosition());
    ComponentType<Component.LeftOut> type =
        ComponentType.of(
            kind, id.type(), ComponentType.allSignals(), _ -> new Component.LeftOut(), "");
    return new Component(id, type, new Component.LeftOut(), entry.node(), entry.keyPosition());
  }

  private String unknown(Kind kind, ComponentId id) {
    if (kind == Kind.EXPORTER && id.type().equals("logging")) {
      return "the logging exporter has been deprecated, use the debug exporter instead";
    }
    return "'%s' unknown type: \"%s\" for id: \"%s\" (valid values: [%s])"
        .formatted(kind.plural(), id.type(), id, String.join(" ", registry.names(kind)));
  }

  /// Passes on what was found in a component's section.
  private void tell(Kind kind, ComponentId id, Reading<?> reading) {
    String reader = "'%s' error reading configuration for \"%s\": ".formatted(kind.plural(), id);
    String path = kind.plural() + "::" + id + ": ";
    for (Problem problem : reading.errors()) {
      String prefix = problem.kind() == Problem.Kind.DECODING ? reader : path;
      problems.add(new Problem(problem.kind(), "", prefix + problem.message(), problem.position()));
    }
    for (Problem problem : reading.warnings()) {
      problems.add(
          new Problem(
              problem.kind(), problem.code(), path + problem.message(), problem.position()));
    }
  }

  private static Draft.Service service(Section section) {
    ServiceTelemetry telemetry =
        section.section("telemetry", ServiceTelemetry::read, "What Clew tells about itself.");
    List<Draft.Reference> extensions =
        references(section, "extensions", "Ids of the extensions that run.");
    Map<String, PipelineLists> lists =
        section.named(
            "pipelines",
            PipelineLists::read,
            "Pipelines by id: `traces`, `metrics` or `logs`, with or without `/name`.");
    List<Draft.PipelineDraft> pipelines = new ArrayList<>();
    if (lists != null) {
      lists.forEach((key, list) -> pipeline(section, key, list, pipelines));
    }
    return new Draft.Service(telemetry, extensions, List.copyOf(pipelines));
  }

  private static void pipeline(
      Section section, String key, PipelineLists lists, List<Draft.PipelineDraft> pipelines) {
    try {
      PipelineId id = PipelineId.parse(key);
      pipelines.add(
          new Draft.PipelineDraft(
              id,
              section.position("pipelines", key),
              lists.receivers(),
              lists.processors(),
              lists.exporters()));
    } catch (IllegalArgumentException refusal) {
      section.malformed("pipelines", key, "'service.pipelines' " + refusal.getMessage());
    }
  }

  private static List<Draft.Reference> references(Section section, String key, String doc) {
    List<String> texts = section.texts(key, List.of(), doc);
    List<Draft.Reference> references = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        references.add(
            new Draft.Reference(ComponentId.parse(texts.get(i)), section.position(key, i)));
      } catch (IllegalArgumentException refusal) {
        section.malformed(key, i, "'%s[%d]' %s".formatted(key, i, refusal.getMessage()));
      }
    }
    return List.copyOf(references);
  }

  private void refuse(String message, Position position) {
    problems.add(new Problem(Problem.Kind.DECODING, "", message, position));
  }

  /// The lists of a pipeline.
  private record PipelineLists(
      List<Draft.Reference> receivers,
      List<Draft.Reference> processors,
      List<Draft.Reference> exporters) {
    static PipelineLists read(Section section) {
      return new PipelineLists(
          references(section, "receivers", "Receivers, and connectors that begin the pipeline."),
          references(section, "processors", "Processors in their order."),
          references(section, "exporters", "Exporters, and connectors that end the pipeline."));
    }
  }
}
