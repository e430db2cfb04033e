package dev.clew.pipeline.transform;

import dev.clew.model.Signal;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.OttlException;
import dev.clew.pipeline.ottl.OttlStatements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements of one context.
///
/// @param mode null for that of the processor
record StatementGroup(OttlStatements statements, @Nullable ErrorMode mode) {
  private static final String STYLES =
      "configuring multiple configuration styles is not supported, please use only Basic"
          + " configuration or only Advanced configuration";

  /// Reads a list of statements, or of groups of them.
  static List<StatementGroup> read(Section section, String key, Signal signal, String doc) {
    List<Group> groups = section.sections(key, "statements", Group::read, doc);
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
      List<String> all = groups.stream().flatMap(group -> group.statements.stream()).toList();
      groups = List.of(new Group("", null, List.of(), all));
    }
    List<StatementGroup> result = new ArrayList<>();
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
  private record Group(
      String context, @Nullable ErrorMode mode, List<String> conditions, List<String> statements) {
    static Group read(Section section) {
      String context =
          section.text("context", "", "Context of the paths; inferred from them if absent.");
      String word = section.text("error_mode", "", "As `error_mode` of the processor.");
      ErrorMode mode = ErrorMode.words().get(word);
      section.check(word.isEmpty() || mode != null, "error_mode", ErrorMode.refusal(word));
      List<String> conditions =
          section.texts("conditions", List.of(), "One must hold for the statements to run.");
      return new Group(
          context, mode, conditions, section.texts("statements", List.of(), "What is done."));
    }

    StatementGroup compile(Signal signal) {
      if (context.isEmpty()) {
        OttlStatements inferred = OttlStatements.inferred(statements, conditions);
        if (inferred == null || !inferred.context().isOf(signal)) {
          throw new OttlException(
              "unable to infer a valid context from statements "
                  + statements
                  + ": path's first segment must be a valid context name");
        }
        return new StatementGroup(inferred, mode);
      }
      Context named = Context.named(context);
      if (named == null || !named.isOf(signal)) {
        throw new OttlException("unknown context " + context);
      }
      return new StatementGroup(OttlStatements.parse(named, statements, conditions), mode);
    }
  }
}
