package dev.clew.pipeline.ottl;

import dev.clew.pipeline.regex.Regex;

/// Patterns of file names: `*` any text, `?` any character, `[a-z]` and `[!a-z]` one of some
/// characters, `{a,b}` one of some patterns, a backslash before what stands for itself. They match
/// a text as a whole.
final class Glob {
  private static final String MESSAGE =
      "couldn't create function: the pattern supplied to replace_match is not a valid pattern: ";

  private final String glob;
  private final StringBuilder regex = new StringBuilder("^(?:");
  private int at;
  private int alternatives;

  private Glob(String glob) {
    this.glob = glob;
  }

  /// The regular expression that matches the same texts.
  ///
  /// @throws OttlException if it is no pattern
  static Regex regex(String glob) {
    Glob pattern = new Glob(glob);
    while (pattern.at < glob.length()) {
      pattern.next();
    }
    if (pattern.alternatives > 0) {
      throw new OttlException(MESSAGE + "unclosed brace in " + glob);
    }
    try {
      return Regex.compileDotAll(pattern.regex.append(")$").toString());
    } catch (IllegalArgumentException failure) {
      throw new OttlException(MESSAGE + failure.getMessage());
    }
  }

  private void next() {
    int codePoint = glob.codePointAt(at);
    at += Character.charCount(codePoint);
    switch (codePoint) {
      case '*' -> regex.append(".*");
      case '?' -> regex.append('.');
      case '[' -> characters();
      case '{' -> {
        alternatives++;
        regex.append("(?:");
      }
      case '}' -> close();
      case ',' -> regex.append(alternatives > 0 ? "|" : ",");
      case '\\' -> escaped();
      default -> literal(codePoint);
    }
  }

  private void close() {
    if (alternatives == 0) {
      literal('}');
    } else {
      alternatives--;
      regex.append(')');
    }
  }

  private void escaped() {
    if (at >= glob.length()) {
      throw new OttlException(MESSAGE + "nothing behind the backslash in " + glob);
    }
    int codePoint = glob.codePointAt(at);
    at += Character.charCount(codePoint);
    literal(codePoint);
  }

  private void characters() {
    int end = glob.indexOf(']', at + 1);
    if (end < 0) {
      throw new OttlException(MESSAGE + "unclosed bracket in " + glob);
    }
    String content = glob.substring(at, end);
    boolean isNegated = content.startsWith("!") || content.startsWith("^");
    regex.append(isNegated ? "[^" : "[");
    content.codePoints().skip(isNegated ? 1 : 0).forEach(this::member);
    regex.append(']');
    at = end + 1;
  }

  private void member(int codePoint) {
    if ("[]\\^&".indexOf(codePoint) >= 0) {
      regex.append('\\');
    }
    regex.appendCodePoint(codePoint);
  }

  private void literal(int codePoint) {
    if ("\\.+*?()|[]{}^$".indexOf(codePoint) >= 0) {
      regex.append('\\');
    }
    regex.appendCodePoint(codePoint);
  }
}
