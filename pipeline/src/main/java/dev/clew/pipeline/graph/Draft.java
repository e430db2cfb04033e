package dev.clew.pipeline.graph;

import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file whose parts are read but whose references lead nowhere yet.
record Draft(
    Map<Kind, Map<ComponentId, Component>> components,
    Service service,
    Compatibility compatibility,
    boolean isStoreExplicit,
    Position position) {

  /// The service's own section.
  record Service(
      ServiceTelemetry telemetry, List<Reference> extensions, List<PipelineDraft> pipelines) {}

  /// A pipeline's lists.
  record PipelineDraft(
      PipelineId id,
      Position position,
      List<Reference> receivers,
      List<Reference> processors,
      List<Reference> exporters) {}

  /// An id and where it is named.
  record Reference(ComponentId id, Position position) {}

  Map<ComponentId, Component> of(Kind kind) {
    return components.getOrDefault(kind, Map.of());
  }

  /// What an id means: that component, or one of the same type by another name of the type.
  @Nullable Component find(Kind kind, ComponentId id) {
    Component exact = of(kind).get(id);
    if (exact != null) {
      return exact;
    }
    for (Component component : of(kind).values()) {
      boolean isSameType =
          component.type().name().equals(id.type())
              || component.type().aliases().contains(id.type());
      if (isSameType && component.id().name().equals(id.name())) {
        return component;
      }
    }
    return null;
  }
}
