package dev.clew.pipeline.filter;

import dev.clew.model.Signal;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.OttlConditions;
import dev.clew.pipeline.ottl.OttlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions of one context, of which one suffices to drop a row.
///
/// @param mode null for that of the processor
record ConditionGroup(OttlConditions conditions, @Nullable ErrorMode mode) {
  private static final String STYLES =
      "configuring multiple configuration styles is not supported, please use only Basic"
          + " configuration or only Advanced configuration";

  /// Reads a list of conditions of a context.
  static List<ConditionGroup> read(Section section, String key, Context context, String doc) {
    List<String> texts = section.texts(key, List.of(), doc);
    if (texts.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(new ConditionGroup(OttlConditions.parse(context, texts), null));
    } catch (OttlException failure) {
      section.fail(key, String.valueOf(failure.getMessage()));
      return List.of();
    }
  }

  /// Reads a list of conditions, or of groups of them, whose context their paths tell.
  static List<ConditionGroup> readInferred(Section section, String key, Signal signal, String doc) {
    List<Group> groups = section.sections(key, "conditions", Group::read, doc);
    if (groups.isEmpty()) {
      return List.of();
    }
    boolean hasTexts = false;
    boolean hasMaps = false;
    if (section.any(key, doc) instanceof Value.Sequence(List<Value> items)) {
      hasTexts = items.stream().anyMatch(Value.Text.class::isInstance);
      hasMaps = items.stream().anyMatch(Value.Mapping.class::isInstance);
    }
    if (hasTexts && hasMaps) {
      section.fail(key, STYLES);
      return List.of();
    }
    if (hasTexts) {
      List<String> all = groups.stream().flatMap(group -> group.conditions.stream()).toList();
      groups = List.of(new Group("", null, all));
    }
    List<ConditionGroup> result = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      try {
        result.add(groups.get(i).compile(signal));
      } catch (OttlException failure) {
        section.fail(key, i, String.valueOf(failure.getMessage()));
      }
    }
    return result;
  }

  /// A group as the file has it.
  private record Group(String context, @Nullable ErrorMode mode, List<String> conditions) {
    static Group read(Section section) {
      String context =
          section.text("context", "", "Context of the paths; inferred from them if absent.");
      String word = section.text("error_mode", "", "As `error_mode` of the processor.");
      ErrorMode mode = ErrorMode.words().get(word);
      section.check(word.isEmpty() || mode != null, "error_mode", ErrorMode.refusal(word));
      List<String> conditions =
          section.texts("conditions", List.of(), "Conditions, of which one suffices.");
      return new Group(context, mode, conditions);
    }

    ConditionGroup compile(Signal signal) {
      OttlConditions compiled;
      if (context.isEmpty()) {
        compiled = OttlConditions.inferred(conditions);
      } else {
        Context named = Context.named(context);
        compiled = named == null ? null : OttlConditions.parse(named, conditions);
      }
      if (compiled == null || !compiled.context().isOf(signal)) {
        throw new OttlException(
            context.isEmpty()
                ? "unable to infer a valid context from conditions " + conditions
                : "unknown context \"%s\"".formatted(context));
      }
      return new ConditionGroup(compiled, mode);
    }
  }
}
