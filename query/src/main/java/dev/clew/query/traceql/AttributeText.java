package dev.clew.query.traceql;

/// Names of attributes as text. A name ends at a blank or at a char that only operators and
/// brackets have; parts in double quotes may hold anything.
final class AttributeText {
  private static final String STOPS = "{}()=~!<>&|^,";

  private AttributeText() {}

  /// Reads the attribute whose scope has just been read.
  static Attribute read(Scope scope, Characters characters) {
    int start = characters.offset();
    StringBuilder name = new StringBuilder();
    while (!characters.isAtEnd() && !endsName(characters.peek())) {
      if (characters.peek() == '"') {
        readQuoted(characters, name);
      } else {
        name.append(characters.next());
      }
    }
    if (name.isEmpty()) {
      throw Refusal.syntax(start, "expected the name of an attribute after the dot");
    }
    return new Attribute(scope, name.toString());
  }

  private static void readQuoted(Characters characters, StringBuilder name) {
    int start = characters.offset();
    characters.next();
    while (!characters.accept("\"")) {
      if (characters.isAtEnd()) {
        throw Refusal.syntax(start, "name without its closing quote");
      }
      if (characters.accept("\\") && characters.peek() != '"' && characters.peek() != '\\') {
        throw Refusal.syntax(
            characters.offset() - 1, "in a name a backslash stands before a quote or a backslash");
      }
      if (!characters.isAtEnd()) {
        name.append(characters.next());
      }
    }
  }

  /// The attribute as text that reads to it, quoted as a whole if need be.
  static String of(Attribute attribute) {
    String name = attribute.name();
    return attribute.scope().prefix() + (needsQuotes(attribute) ? quoted(name) : name);
  }

  private static boolean needsQuotes(Attribute attribute) {
    String name = attribute.name();
    return switch (attribute.scope()) {
          case ANY -> name.charAt(0) >= '0' && name.charAt(0) <= '9';
          case PARENT ->
              name.startsWith(Scope.SPAN.prefix()) || name.startsWith(Scope.RESOURCE.prefix());
          case SPAN, RESOURCE, EVENT, LINK, INSTRUMENTATION, PARENT_SPAN, PARENT_RESOURCE -> false;
        }
        || name.chars().anyMatch(c -> c == '"' || endsName(c));
  }

  private static boolean endsName(int c) {
    return STOPS.indexOf(c) >= 0 || Lexer.isBlank(c);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
