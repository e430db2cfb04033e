package dev.clew.pipeline.attributes;

import dev.clew.model.Signal;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.filter.Criteria;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Options of the `attributes` processor.
///
/// @param include the rows that are meant; null for all
/// @param exclude those that are not; null for none
public record AttributesOptions(
    List<Action> actions, @Nullable Criteria include, @Nullable Criteria exclude) {
  /// The type.
  public static final ComponentType<AttributesOptions> TYPE =
      ComponentType.of(
          Kind.PROCESSOR,
          "attributes",
          ComponentType.allSignals(),
          AttributesOptions::read,
          "Sets, removes, hashes and converts attributes of spans, points and log records.");

  public AttributesOptions {
    actions = List.copyOf(actions);
  }

  public static AttributesOptions read(Section section) {
    List<Action> actions =
        ActionReader.read(section, "actions", "What is done to the attributes, in this order.");
    if (!section.isSet("actions")) {
      section.fail("missing required field \"actions\"");
    }
    return new AttributesOptions(
        actions,
        section.optionalSection("include", Criteria::read, "Only rows that match are changed."),
        section.optionalSection("exclude", Criteria::read, "Rows that match are not changed."));
  }

  /// What is to be said about these options in a pipeline of a signal; null if they fit.
  public @Nullable String refusal(Signal signal) {
    String refusal = refusal(include, signal);
    return refusal == null ? refusal(exclude, signal) : refusal;
  }

  private static @Nullable String refusal(@Nullable Criteria criteria, Signal signal) {
    if (criteria == null) {
      return null;
    }
    return switch (signal) {
      case TRACES -> criteria.refusalForSpans();
      case LOGS -> criteria.refusalForLogs();
      case METRICS -> criteria.refusalForMetrics();
    };
  }
}
