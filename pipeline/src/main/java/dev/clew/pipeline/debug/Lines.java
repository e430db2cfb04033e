package dev.clew.pipeline.debug;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;

/// Lines of text about one batch.
final class Lines {
  private final StringBuilder text = new StringBuilder();
  private final Strings strings;

  Lines(Strings strings) {
    this.strings = strings;
  }

  Lines line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /// A name of fixed width and its value.
  Lines named(String name, String value) {
    return line("    %-15s: %s".formatted(name, value));
  }

  String get(int id) {
    return strings.get(id);
  }

  Strings strings() {
    return strings;
  }

  /// Attributes of an owner below a heading, or nothing if there are none.
  Lines attributes(String heading, Attributes attributes, int owner) {
    if (attributes.end(owner) == attributes.start(owner)) {
      return this;
    }
    line(heading + ":");
    int arrow = heading.indexOf("->");
    String indent = (arrow < 0 ? "" : heading.substring(0, arrow)) + "     -> ";
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      String key = strings.get(attributes.key(entry));
      line(indent + key + ": " + Words.typed(attributes, entry, strings));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
