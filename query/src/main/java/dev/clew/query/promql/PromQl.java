package dev.clew.query.promql;

import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.Expression;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The PromQL language: from text to trees and back.
public final class PromQl {
  private static final int LINE_LENGTH = 100;

  private PromQl() {}

  /// Reads and checks a query. Never throws for a text, however strange, and takes time and memory
  /// in proportion to its length, which is at most 128 KiB.
  public static Parsed parse(String text) {
    try {
      Expression query = new ExpressionParser(new Tokens(Lexer.tokens(text))).query();
      Checker.check(query, text);
      return new Parsed.Ok(query);
    } catch (Refusal refusal) {
      return refusal.in(text);
    }
  }

  /// The query as canonical text on one line.
  public static String print(Expression query) {
    return Printer.of(query);
  }

  /// A span of time as canonical text.
  public static String print(DurationExpression duration) {
    return DurationPrinter.of(duration);
  }

  /// The query as text in lines of about 100 characters. Comments are lost.
  public static String pretty(Expression query) {
    return pretty(query, LINE_LENGTH);
  }

  static String pretty(Expression query, int lineLength) {
    return new Prettifier(lineLength).of(query);
  }

  /// The conditions of each selector in a query, from left to right: what it reads, and whose
  /// exemplars belong to it.
  public static List<List<LabelMatcher>> selectors(Expression query) {
    return Selectors.of(query);
  }

  /// Where a char stands, as people count: `line:column` from 1, columns in bytes of UTF-8.
  public static String position(String text, int offset) {
    int end = Math.min(offset, text.length());
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return line + ":" + (1 + bytes(text.substring(lineStart, end)));
  }

  /// The length of a text in bytes.
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
