package dev.clew.pipeline.graph;

import java.util.regex.Pattern;

/// `type` or `type/name`, as components and pipelines are called.
public record ComponentId(String type, String name) {
  private static final Pattern TYPE = Pattern.compile("[a-zA-Z][0-9a-zA-Z_]{0,62}");
  private static final Pattern NAME = Pattern.compile("[^\\p{Z}\\p{C}\\p{S}]+");
  private static final int MAX_NAME = 1_024;

  /// @throws IllegalArgumentException with upstream's sentence if it is none
  public static ComponentId parse(String text) {
    int slash = text.indexOf('/');
    String type = (slash < 0 ? text : text.substring(0, slash)).strip();
    String name = slash < 0 ? "" : text.substring(slash + 1).strip();
    if (type.isEmpty()) {
      throw new IllegalArgumentException(
          slash < 0
              ? "id must not be empty"
              : "in \"%s\" id: the part before / should not be empty".formatted(text));
    }
    if (slash >= 0 && name.isEmpty()) {
      throw new IllegalArgumentException(
          "in \"%s\" id: the part after / should not be empty".formatted(text));
    }
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("invalid character(s) in type \"" + type + "\"");
    }
    int length = name.codePointCount(0, name.length());
    if (length > MAX_NAME) {
      throw new IllegalArgumentException(
          "name \"%s\" is longer than %d characters (%d characters)"
              .formatted(name, MAX_NAME, length));
    }
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("invalid character(s) in name \"" + name + "\"");
    }
    return new ComponentId(type, name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? type : type + "/" + name;
  }
}
