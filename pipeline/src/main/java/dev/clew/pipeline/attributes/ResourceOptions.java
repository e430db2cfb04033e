package dev.clew.pipeline.attributes;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import java.util.List;

/// Options of the `resource` processor.
public record ResourceOptions(List<Action> actions) {
  /// The type.
  public static final ComponentType<ResourceOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "resource",
          ComponentType.allSignals(),
          ResourceOptions::read,
          "Sets, removes, hashes and converts attributes of resources.");

  public ResourceOptions {
    actions = List.copyOf(actions);
  }

  public static ResourceOptions read(Section section) {
    List<Action> actions =
        ActionReader.read(
            section, "attributes", "What is done to the attributes of resources, in this order.");
    if (!section.isSet("attributes")) {
      section.fail("missing required field \"attributes\"");
    }
    return new ResourceOptions(actions);
  }
}
