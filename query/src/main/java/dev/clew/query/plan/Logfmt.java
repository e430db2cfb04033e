package dev.clew.query.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads logfmt: `key=value other="quoted value"`, divided by blanks. A key without a value has an
/// empty one.
final class Logfmt {
  private final String text;
  private final Map<String, String> pairs = new LinkedHashMap<>();
  private int at;

  /// What became of a text.
  sealed interface Outcome {}

  /// Values by key, in the order of the text.
  record Pairs(Map<String, String> pairs) implements Outcome {}

  /// Why it is no logfmt.
  record Refused(String message) implements Outcome {}

  private Logfmt(String text) {
    this.text = text;
  }

  static Outcome read(String text) {
    return new Logfmt(text).read();
  }

  private Outcome read() {
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      String key = bare("=\"");
      if (key.isEmpty()) {
        return refused("a key expected");
      }
      String value = value();
      if (value == null) {
        return refused("a value without its closing quote");
      }
      if (at < text.length() && text.charAt(at) > ' ') {
        return refused("a blank expected");
      }
      if (pairs.putIfAbsent(key, value) != null) {
        return new Refused("the key %s is given twice".formatted(key));
      }
    }
    return new Pairs(pairs);
  }

  private Refused refused(String reason) {
    return new Refused("%s at character %d".formatted(reason, at + 1));
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  /// What stands up to a blank or one of the stops.
  private String bare(String stops) {
    int start = at;
    while (at < text.length() && text.charAt(at) > ' ' && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /// The value after the key; null if it has no end.
  private @Nullable String value() {
    if (at == text.length() || text.charAt(at) != '=') {
      return "";
    }
    at++;
    boolean isQuoted = at < text.length() && text.charAt(at) == '"';
    return isQuoted ? quoted() : bare("\"");
  }

  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        value.append(unescaped(text.charAt(at)));
      } else {
        value.append(text.charAt(at));
      }
      at++;
    }
    at++;
    return at > text.length() ? null : value.toString();
  }

  private static char unescaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
