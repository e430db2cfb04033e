package dev.clew.pipeline.exceptions;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Options of the `exceptions` connector.
///
/// @param dimensions further attributes of counters and log records
/// @param hasExemplars whether counters name traces
public record ExceptionsOptions(List<Dimension> dimensions, boolean hasExemplars) {
  /// The type.
  public static final ComponentType<ExceptionsOptions> TYPE =
      ComponentType.connector(
          "exceptions",
          Set.of(new Route(Signal.TRACES, Signal.METRICS), new Route(Signal.TRACES, Signal.LOGS)),
          ExceptionsOptions::read,
          "Counts the exceptions that spans recorded, or makes log records of them.");

  private static final List<Dimension> DEFAULT =
      List.of(new Dimension("exception.type", null), new Dimension("exception.message", null));

  public ExceptionsOptions {
    dimensions = List.copyOf(dimensions);
  }

  public static ExceptionsOptions read(Section section) {
    List<Dimension> dimensions =
        section.sections(
            "dimensions",
            Dimension::read,
            "Attributes, looked up in span, event and resource; absent for `exception.type` and"
                + " `exception.message`.");
    Set<String> names = new HashSet<>(ExceptionEvents.RESERVED);
    for (int i = 0; i < dimensions.size(); i++) {
      String name = dimensions.get(i).name();
      if (!names.add(name)) {
        section.fail(
            "dimensions",
            i,
            "failed validating dimensions: duplicate dimension name \"%s\"".formatted(name));
      }
    }
    boolean hasExemplars =
        section.section(
            "exemplars",
            exemplars -> exemplars.flag("enabled", false, "Whether counters name traces."),
            "Traces of exceptions that were counted.");
    return new ExceptionsOptions(section.isSet("dimensions") ? dimensions : DEFAULT, hasExemplars);
  }

  /// An attribute by name.
  ///
  /// @param orElse null if there is no default
  public record Dimension(String name, @Nullable String orElse) {
    static Dimension read(Section section) {
      return new Dimension(
          section.text("name", "", "Key of the attribute."),
          section.text("default", "Value where the attribute is absent."));
    }
  }
}
