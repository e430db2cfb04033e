package dev.clew.query.traceql;

import dev.clew.query.traceql.Parsed.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a query text into tokens, always as long as possible.
final class Lexer {
  /// Longest query, in bytes of UTF-8.
  static final int MAX_BYTES = 128 * 1024;

  private final Characters characters;
  private final List<Token> tokens = new ArrayList<>();

  private Lexer(String text) {
    this.characters = new Characters(text);
  }

  /// All tokens of a text; the last is an [Token.End] or an [Token.Invalid].
  static List<Token> tokens(String text) {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new Refusal(Kind.LIMIT, 0, "the text is over %,d bytes".formatted(MAX_BYTES));
    }
    return new Lexer(text).read();
  }

  private List<Token> read() {
    try {
      skipBlanks();
      while (!characters.isAtEnd()) {
        tokens.add(token());
        skipBlanks();
      }
      tokens.add(new Token.End(characters.offset()));
    } catch (Refusal refusal) {
      tokens.add(new Token.Invalid(refusal.reason(), refusal.offset()));
    }
    return List.copyOf(tokens);
  }

  private void skipBlanks() {
    int start;
    do {
      start = characters.offset();
      characters.skip(Lexer::isBlank);
      if (characters.accept("//")) {
        characters.skip(c -> c != '\n');
      } else if (characters.accept("/*") && !characters.skipBehind("*/")) {
        throw Refusal.syntax(start, "comment without its `*/`");
      }
    } while (characters.offset() > start);
  }

  /// White space of any kind.
  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private Token token() {
    int start = characters.offset();
    char first = characters.peek();
    if (NumberText.startsAt(characters)) {
      return value(NumberText.read(characters), start);
    }
    if (first == '"' || first == '`') {
      return value(new Literal.Text(StringText.read(characters)), start);
    }
    if (characters.accept(".")) {
      return value(AttributeText.read(Scope.ANY, characters), start);
    }
    if (isWordStart(first)) {
      return word(start);
    }
    return mark(start);
  }

  private Token value(FieldExpression value, int start) {
    return new Token.Value(value, characters.since(start), start);
  }

  private Token word(int start) {
    characters.skip(c -> isWordStart(c) || Character.isDigit(c));
    String word = characters.since(start);
    Scope scope = characters.peek() == '.' ? scope(word) : null;
    if (scope != null) {
      return value(AttributeText.read(scope, characters), start);
    }
    return characters.peek() == ':' ? scopedIntrinsic(start) : new Token.Word(word, start);
  }

  private static boolean isWordStart(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private @Nullable Scope scope(String word) {
    for (Scope scope : Scope.values()) {
      if (scope.prefix().equals(word + ".")) {
        characters.accept(".");
        return scope == Scope.PARENT ? scopeOfParent() : scope;
      }
    }
    return null;
  }

  private Scope scopeOfParent() {
    if (characters.accept(Scope.SPAN.prefix())) {
      return Scope.PARENT_SPAN;
    }
    return characters.accept(Scope.RESOURCE.prefix()) ? Scope.PARENT_RESOURCE : Scope.PARENT;
  }

  private Token scopedIntrinsic(int start) {
    characters.accept(":");
    characters.skip(Lexer::isWordStart);
    String spelling = characters.since(start);
    Intrinsic intrinsic = Intrinsic.of(spelling);
    if (intrinsic == null) {
      throw Refusal.syntax(start, "there is no field " + Refusal.excerpt(spelling));
    }
    return value(intrinsic, start);
  }

  private Token mark(int start) {
    String ahead = characters.upTo(Sign.MAX_LENGTH);
    for (int length = ahead.length(); length > 0; length--) {
      Sign sign = Sign.of(ahead.substring(0, length));
      if (sign != null) {
        characters.accept(sign.text());
        return new Token.Mark(sign, start);
      }
    }
    throw Refusal.syntax(start, "unexpected character " + Refusal.excerpt(characters.character()));
  }
}
