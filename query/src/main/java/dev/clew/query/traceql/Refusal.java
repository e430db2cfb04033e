package dev.clew.query.traceql;

import dev.clew.query.traceql.Parsed.Failed;
import dev.clew.query.traceql.Parsed.Kind;

/// Carries why a query is refused from where it is found to [TraceQl]; never leaves the package.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_EXCERPT = 60;

  private final Kind kind;
  private final int offset;
  private final String reason;

  /// A refusal at a position of the text, in chars from 0.
  Refusal(Kind kind, int offset, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
    this.offset = offset;
    this.reason = reason;
  }

  static Refusal syntax(int offset, String reason) {
    return new Refusal(Kind.SYNTAX, offset, reason);
  }

  static Refusal type(int offset, String reason) {
    return new Refusal(Kind.TYPE, offset, reason);
  }

  /// A part of the query as a message may show it: in back quotes, short and on one line.
  static String excerpt(String text) {
    String start =
        text.codePointCount(0, text.length()) <= MAX_EXCERPT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, MAX_EXCERPT)) + "…";
    return "`" + start.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ") + "`";
  }

  int offset() {
    return offset;
  }

  String reason() {
    return reason;
  }

  /// The outcome for the author of the text.
  Failed in(String text) {
    int end = Math.min(offset, text.length());
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, end);
    String message = "%s at line %d, col %d: %s".formatted(kind.title(), line, column, reason);
    return new Failed(kind, message, line, column);
  }
}
