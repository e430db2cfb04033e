package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Tree.Condition;
import dev.clew.pipeline.ottl.Tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Text to tree.
///
/// `or` binds loosest, then `and`, `not`, comparison, sum, product. What stands in parentheses may
/// be a condition or a value; it is read as either, and what it must be is checked where it is
/// used, so that no text is read twice.
final class OttlParser {
  private static final int MAX_NESTING = 64;

  /// Terms of a sum or product, which become a tree as deep as they are many.
  private static final int MAX_TERMS = 256;

  private final List<Token> tokens;
  private int at;
  private int nesting;
  private int terms;

  private OttlParser(String text) {
    this.tokens = Lexer.tokens(text);
  }

  /// Reads a condition.
  ///
  /// @throws OttlException if it is none
  static Condition condition(String text) {
    try {
      OttlParser parser = new OttlParser(text);
      Condition condition = parser.asCondition(parser.or());
      parser.expectEnd();
      return condition;
    } catch (SyntaxException failure) {
      throw refusal("condition", text, failure);
    }
  }

  /// Reads a statement.
  ///
  /// @throws OttlException if it is none
  static Tree.Statement statement(String text) {
    try {
      OttlParser parser = new OttlParser(text);
      Tree.Call editor = parser.editor();
      Condition where = parser.acceptWord("where") ? parser.asCondition(parser.or()) : null;
      parser.expectEnd();
      return new Tree.Statement(editor, where);
    } catch (SyntaxException failure) {
      throw refusal("statement", text, failure);
    }
  }

  private static OttlException refusal(String kind, String text, SyntaxException failure) {
    String before = text.substring(0, Math.min(failure.offset(), text.length()));
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return new OttlException(
        "%s has invalid syntax: %d:%d: %s".formatted(kind, line, column, failure.getMessage()));
  }

  private Tree.Call editor() {
    Token name = next();
    if (name.kind() != Token.Kind.WORD || !peek().isMark('(')) {
      throw unexpected(name);
    }
    if (Character.isUpperCase(name.text().charAt(0))) {
      throw new OttlException(
          "editor names must start with a lowercase letter but got '%s'".formatted(name.text()));
    }
    Tree.Call call = call(name.text());
    if (!call.keys().isEmpty()) {
      throw new OttlException(
          "only paths and converters may be indexed, not editors, but got " + name.text());
    }
    return call;
  }

  private Tree or() {
    enter();
    Tree first = and();
    if (peek().isWord("or")) {
      List<Condition> conditions = new ArrayList<>(List.of(asCondition(first)));
      while (acceptWord("or")) {
        conditions.add(asCondition(and()));
      }
      first = new Tree.Any(conditions);
    }
    nesting--;
    return first;
  }

  private Tree and() {
    Tree first = negation();
    if (!peek().isWord("and")) {
      return first;
    }
    List<Condition> conditions = new ArrayList<>(List.of(asCondition(first)));
    while (acceptWord("and")) {
      conditions.add(asCondition(negation()));
    }
    return new Tree.All(conditions);
  }

  private Tree negation() {
    return acceptWord("not") ? new Tree.Not(asCondition(comparison())) : comparison();
  }

  private Tree comparison() {
    Tree left = sum();
    if (peek().kind() != Token.Kind.COMPARISON) {
      return left;
    }
    Expression value = asExpression(left);
    Operator operator = Operator.of(next().text());
    return new Tree.Comparison(operator, value, asExpression(sum()));
  }

  private Tree sum() {
    Tree left = product();
    while (peek().kind() == Token.Kind.SUM) {
      left = arithmetic(left, next(), product());
    }
    return left;
  }

  private Tree product() {
    Tree left = primary();
    while (peek().kind() == Token.Kind.PRODUCT) {
      left = arithmetic(left, next(), primary());
    }
    return left;
  }

  private Tree arithmetic(Tree left, Token operator, Tree right) {
    if (!isTerm(left) || !isTerm(right)) {
      throw unexpected(operator);
    }
    if (++terms > MAX_TERMS) {
      throw new SyntaxException(
          operator.offset(), "more than %d terms to calculate with".formatted(MAX_TERMS));
    }
    return new Tree.Arithmetic(operator.text().charAt(0), asExpression(left), asExpression(right));
  }

  /// Whether one can calculate with it, as far as the grammar can tell.
  private static boolean isTerm(Tree tree) {
    return tree instanceof Tree.Path
        || tree instanceof Tree.Call
        || tree instanceof Tree.Arithmetic
        || (tree instanceof Tree.Literal literal
            && (literal.value() instanceof Value.Int || literal.value() instanceof Value.Real));
  }

  private Tree primary() {
    Token token = next();
    return switch (token.kind()) {
      case BYTES -> bytes(token);
      case REAL -> new Tree.Literal(new Value.Real(Double.parseDouble(token.text())));
      case INT -> new Tree.Literal(new Value.Int(integer(token)));
      case TEXT -> new Tree.Literal(new Value.Text(token.text()));
      case WORD -> word(token);
      case MARK -> bracket(token);
      case COMPARISON, SUM, PRODUCT, END -> throw unexpected(token);
    };
  }

  private static Tree bytes(Token token) {
    if (token.text().length() % 2 != 0) {
      throw new SyntaxException(token.offset(), "encoding/hex: odd length hex string");
    }
    return new Tree.Literal(new Value.Binary(Bytes.ofHex(token.text())));
  }

  private static long integer(Token token) {
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException _) {
      throw new SyntaxException(token.offset(), "value out of range: " + token.text());
    }
  }

  private Tree bracket(Token token) {
    if (token.isMark('(')) {
      Tree inner = or();
      expect(')');
      return inner;
    } else if (token.isMark('[')) {
      return items();
    } else if (token.isMark('{')) {
      return entries();
    }
    throw unexpected(token);
  }

  private Tree items() {
    enter();
    List<Expression> items = new ArrayList<>();
    while (!acceptMark(']')) {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(asExpression(sum()));
    }
    nesting--;
    return new Tree.Items(items);
  }

  private Tree entries() {
    enter();
    List<Tree.Entry> entries = new ArrayList<>();
    while (!acceptMark('}')) {
      if (!entries.isEmpty()) {
        expect(',');
      }
      Token key = next();
      if (key.kind() != Token.Kind.TEXT) {
        throw unexpected(key);
      }
      expect(':');
      entries.add(new Tree.Entry(key.text(), asExpression(sum())));
    }
    nesting--;
    return new Tree.Entries(entries);
  }

  private Tree word(Token token) {
    String word = token.text();
    switch (word) {
      case "true", "false" -> {
        return new Tree.Literal(new Value.Bool(word.equals("true")));
      }
      case "nil" -> {
        return new Tree.Literal(new Value.Nil());
      }
      case "not", "and", "or", "where" -> throw unexpected(token);
      default -> {}
    }
    if (peek().isMark('(')) {
      if (Character.isLowerCase(word.charAt(0))) {
        throw new OttlException(
            "converter names must start with an uppercase letter but got '%s'".formatted(word));
      }
      return call(word);
    }
    if (word.equals(word.toUpperCase(Locale.ROOT))) {
      return new Tree.EnumName(word);
    }
    return path(token);
  }

  private Tree path(Token first) {
    List<Tree.Segment> segments = new ArrayList<>();
    Token name = first;
    while (true) {
      if (name.kind() != Token.Kind.WORD
          || !name.text().equals(name.text().toLowerCase(Locale.ROOT))) {
        throw unexpected(name);
      }
      segments.add(new Tree.Segment(name.text(), keys()));
      if (!acceptMark('.')) {
        return new Tree.Path(segments);
      }
      name = next();
    }
  }

  private List<Tree.Key> keys() {
    List<Tree.Key> keys = new ArrayList<>();
    while (acceptMark('[')) {
      Token key = next();
      if (keys.size() == MAX_NESTING) {
        throw new SyntaxException(key.offset(), "more than %d keys".formatted(MAX_NESTING));
      }
      keys.add(
          switch (key.kind()) {
            case TEXT -> new Tree.Key.Name(key.text());
            case INT -> new Tree.Key.Index(integer(key));
            default -> throw unexpected(key);
          });
      expect(']');
    }
    return keys;
  }

  private Tree.Call call(String function) {
    enter();
    expect('(');
    List<Tree.Argument> arguments = new ArrayList<>();
    while (!acceptMark(')')) {
      if (!arguments.isEmpty()) {
        expect(',');
      }
      String name = argumentName();
      arguments.add(new Tree.Argument(name, asExpression(sum())));
    }
    nesting--;
    return new Tree.Call(function, arguments, keys());
  }

  private @Nullable String argumentName() {
    if (peek().kind() == Token.Kind.WORD && tokens.get(at + 1).isMark('=')) {
      String name = next().text();
      expect('=');
      return name;
    }
    return null;
  }

  private Condition asCondition(Tree tree) {
    return switch (tree) {
      case Condition condition -> condition;
      case Tree.Call call -> new Tree.Truth(call);
      case Tree.Literal literal when literal.value() instanceof Value.Bool ->
          new Tree.Truth(literal);
      case Expression _ -> throw unexpected(peek());
    };
  }

  private Expression asExpression(Tree tree) {
    return switch (tree) {
      case Expression expression -> expression;
      case Condition _ -> throw unexpected(peek());
    };
  }

  private void enter() {
    if (++nesting > MAX_NESTING) {
      throw new SyntaxException(
          peek().offset(), "nested deeper than %d levels".formatted(MAX_NESTING));
    }
  }

  private void expectEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected(peek());
    }
  }

  private void expect(char mark) {
    Token token = next();
    if (!token.isMark(mark)) {
      throw new SyntaxException(
          token.offset(), "unexpected token %s (expected \"%c\")".formatted(shown(token), mark));
    }
  }

  private boolean acceptMark(char mark) {
    boolean isThere = peek().isMark(mark);
    at += isThere ? 1 : 0;
    return isThere;
  }

  private boolean acceptWord(String word) {
    boolean isThere = peek().isWord(word);
    at += isThere ? 1 : 0;
    return isThere;
  }

  private SyntaxException unexpected(Token token) {
    return new SyntaxException(token.offset(), "unexpected token " + shown(token));
  }

  private String shown(Token token) {
    if (token.kind() == Token.Kind.END) {
      return "\"<EOF>\"";
    }
    String shown = token.kind() == Token.Kind.TEXT ? Quoted.quote(token.text()) : token.text();
    String cut = shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    return token.kind() == Token.Kind.TEXT ? cut : '"' + cut + '"';
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    at += token.kind() == Token.Kind.END ? 0 : 1;
    return token;
  }
}
