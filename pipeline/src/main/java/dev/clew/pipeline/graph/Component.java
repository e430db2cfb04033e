package dev.clew.pipeline.graph;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Node;
import dev.clew.pipeline.config.Position;

/// A component as a configuration defines it.
///
/// @param id as written where it is defined
/// @param options what the type's reader made of it
/// @param node its section as it was written, references resolved
/// @param position of its key
public record Component(
    ComponentId id, ComponentType<?> type, Object options, Node node, Position position) {
  /// The options as what they are.
  public <O> O options(Class<O> kind) {
    return kind.cast(options);
  }

  /// Whether it is named to be left out by `--lenient`.
  public boolean isLeftOut() {
    return options instanceof LeftOut;
  }

  /// Options of a component that `--lenient` names: processors pass everything, exporters take it
  /// and forget it.
  public record LeftOut() {}
}
