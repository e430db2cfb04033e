package dev.clew.query.traceql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TraceQL language: from text to trees and back.
public final class TraceQl {
  private TraceQl() {}

  /// Reads and checks a query. Never throws for a text, however strange, and takes time and memory
  /// in proportion to its length, which is at most 128 KiB.
  public static Parsed parse(String text) {
    try {
      return new Parsed.Ok(checked(Lexer.tokens(text)));
    } catch (Refusal refusal) {
      return refusal.in(text);
    }
  }

  /// Reads and checks a query, or throws a [Refusal].
  static Query checked(List<Token> tokens) {
    Notes notes = new Notes();
    Query query = QueryParser.parse(tokens, notes);
    Validator.check(query, notes);
    return query;
  }

  /// Reads a query that is still being typed, for autocompletion.
  public static TagFilter lenient(String text) {
    return LenientReader.read(text);
  }

  /// Reads a single field such as `name`, `resource.service.name` or `span."a b"`; null if the text
  /// is none.
  public static @Nullable SpanField field(String text) {
    try {
      Tokens tokens = new Tokens(Lexer.tokens(text));
      SpanField field = new FieldParser(tokens, new Notes()).field();
      return tokens.peek() instanceof Token.End ? field : null;
    } catch (Refusal _) {
      return null;
    }
  }

  /// The query as text with all brackets written; it reads to the same query.
  public static String print(Query query) {
    return Printer.of(query);
  }

  /// A field expression as text, without brackets around it.
  public static String print(FieldExpression expression) {
    return FieldPrinter.of(expression);
  }

  /// A scalar expression as text, for example `avg(duration)`.
  public static String print(ScalarExpression scalar) {
    return Printer.of(scalar);
  }
}
