package dev.clew.pipeline.attributes;

import dev.clew.pipeline.attributes.Action.Keys;
import dev.clew.pipeline.attributes.Action.Source;
import dev.clew.pipeline.attributes.Action.When;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads lists of actions, with upstream's sentences about those that mean nothing.
final class ActionReader {
  private final Fields fields;
  private final int index;

  private ActionReader(Fields fields, int index) {
    this.fields = fields;
    this.index = index;
  }

  static List<Action> read(Section section, String key, String doc) {
    List<Fields> all = section.sections(key, Fields::read, doc);
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      try {
        actions.add(new ActionReader(all.get(i), i).action());
      } catch (IllegalArgumentException failure) {
        section.fail(key, i, String.valueOf(failure.getMessage()));
      }
    }
    return actions;
  }

  private Action action() {
    return switch (fields.action) {
      case "insert" -> put(When.ABSENT);
      case "update" -> put(When.PRESENT);
      case "upsert" -> put(When.ALWAYS);
      case "delete" -> new Action.Delete(keys());
      case "hash" -> new Action.Hash(keys());
      case "extract" -> extract();
      case "convert" -> convert();
      default -> {
        requireKey();
        throw refusal(
            "error creating AttrProc due to unsupported action \"%s\" at the %d-th actions");
      }
    };
  }

  private Action put(When when) {
    requireKey();
    if (fields.sources() == 0) {
      throw new IllegalArgumentException(
          "error creating AttrProc. Either field \"value\", \"from_attribute\" or \"from_context\""
              + " setting must be specified for %d-th action".formatted(index));
    }
    if (fields.sources() > 1) {
      throw new IllegalArgumentException(
          "error creating AttrProc due to multiple value sources being set at the %d-th actions"
              .formatted(index));
    }
    refuseField(!fields.pattern.isEmpty(), "pattern");
    refuseField(!fields.convertedType.isEmpty(), "converted_type");
    Source source;
    if (fields.value != null) {
      source = new Source.Given(dev.clew.pipeline.ottl.Value.of(fields.value));
    } else if (!fields.fromAttribute.isEmpty()) {
      source = new Source.Attribute(fields.fromAttribute);
    } else {
      source = new Source.Request(fields.fromContext);
    }
    return new Action.Put(fields.key, when, source);
  }

  private Keys keys() {
    if (fields.key.isEmpty() && fields.pattern.isEmpty()) {
      throw new IllegalArgumentException(
          "error creating AttrProc due to missing required field (at least one of \"key\" and"
              + " \"pattern\" have to be used) at the %d-th actions".formatted(index));
    }
    if (fields.value != null || !fields.fromAttribute.isEmpty()) {
      throw refusal(
          "error creating AttrProc. Action \"%s\" does not use \"value\" or \"from_attribute\""
              + " field. These must not be specified for %d-th action");
    }
    Regex pattern = fields.pattern.isEmpty() ? null : pattern();
    refuseField(!fields.convertedType.isEmpty(), "converted_type");
    return new Keys(fields.key, pattern);
  }

  private Action extract() {
    requireKey();
    if (fields.sources() > 0) {
      throw refusal(
          "error creating AttrProc. Action \"%s\" does not use a value source field. These must"
              + " not be specified for %d-th action");
    }
    if (fields.pattern.isEmpty()) {
      throw refusal(
          "error creating AttrProc due to missing required field \"pattern\" for action \"%s\" at"
              + " the %d-th action");
    }
    refuseField(!fields.convertedType.isEmpty(), "converted_type");
    Regex pattern = pattern();
    if (pattern.groups().isEmpty()) {
      throw new IllegalArgumentException(
          "error creating AttrProc. Field \"pattern\" contains no named matcher groups at the"
              + " %d-th actions".formatted(index));
    }
    if (pattern.groups().contains("")) {
      throw new IllegalArgumentException(
          "error creating AttrProc. Field \"pattern\" contains at least one unnamed matcher group"
              + " at the %d-th actions".formatted(index));
    }
    return new Action.Extract(fields.key, pattern);
  }

  private Action convert() {
    requireKey();
    if (fields.sources() > 0 || !fields.pattern.isEmpty()) {
      throw refusal(
          "error creating AttrProc. Action \"%s\" does not use value sources or \"pattern\" field."
              + " These must not be specified for %d-th action");
    }
    return switch (fields.convertedType) {
      case "int" -> new Action.Convert(fields.key, Action.Target.INT);
      case "double" -> new Action.Convert(fields.key, Action.Target.DOUBLE);
      case "string" -> new Action.Convert(fields.key, Action.Target.STRING);
      case "" ->
          throw refusal(
              "error creating AttrProc due to missing required field \"converted_type\" for action"
                  + " \"%s\" at the %d-th action");
      default ->
          throw new IllegalArgumentException(
              ("error creating AttrProc due to invalid value \"%s\" in field \"converted_type\" for"
                      + " action \"%s\" at the %d-th action")
                  .formatted(fields.convertedType, fields.action, index));
    };
  }

  private void requireKey() {
    if (fields.key.isEmpty()) {
      throw new IllegalArgumentException(
          "error creating AttrProc due to missing required field \"key\" at the %d-th actions"
              .formatted(index));
    }
  }

  private void refuseField(boolean isThere, String field) {
    if (isThere) {
      throw refusal(
          "error creating AttrProc. Action \"%s\" does not use the \""
              + field
              + "\" field. This must not be specified for %d-th action");
    }
  }

  private Regex pattern() {
    try {
      return Regex.compile(fields.pattern);
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          "error creating AttrProc. Field \"pattern\" has invalid pattern: \"%s\" to be set at the"
                  .formatted(fields.pattern)
              + " %d-th actions: %s".formatted(index, failure.getMessage()),
          failure);
    }
  }

  /// @param sentence with places for the action and its number
  private IllegalArgumentException refusal(String sentence) {
    return new IllegalArgumentException(sentence.formatted(fields.action, index));
  }

  /// The keys of one action.
  private record Fields(
      String key,
      @Nullable Value value,
      String pattern,
      String fromAttribute,
      String fromContext,
      String convertedType,
      String action) {
    static Fields read(Section section) {
      Fields fields =
          new Fields(
              section.text("key", "", "Key of the attribute."),
              section.any("value", "Value to set, with its type."),
              section.text(
                  "pattern",
                  "",
                  "For `delete` and `hash`: pattern of further keys; for `extract`: pattern whose"
                      + " named groups become attributes."),
              section.text("from_attribute", "", "Attribute whose value is set."),
              section.text(
                  "from_context",
                  "",
                  "Without effect: requests' metadata is not kept, so there is never a value."),
              section.text("converted_type", "", "For `convert`: `int`, `double` or `string`."),
              section
                  .text(
                      "action",
                      "",
                      "`insert`, `update`, `upsert`, `delete`, `hash`, `extract` or `convert`.")
                  .toLowerCase(Locale.ROOT));
      if (!fields.fromContext.isEmpty()) {
        section.note("from_context", "from_context has no effect: there is never a value");
      }
      return fields;
    }

    int sources() {
      return (value == null ? 0 : 1)
          + (fromAttribute.isEmpty() ? 0 : 1)
          + (fromContext.isEmpty() ? 0 : 1);
    }
  }
}
