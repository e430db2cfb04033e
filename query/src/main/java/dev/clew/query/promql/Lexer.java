package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a query text into tokens. What is a token depends on where it stands: outside of all
/// brackets, in `{}` or in `[]`.
final class Lexer {
  /// Longest query, in bytes of UTF-8.
  static final int MAX_BYTES = 128 * 1024;

  private final Characters characters;
  private final List<Token> tokens = new ArrayList<>();
  private int start;
  private int parentheses;
  private Context context = Context.STATEMENT;
  private boolean hasColon;

  private enum Context {
    STATEMENT,
    /// In `{}`.
    MATCHERS,
    /// In `[]`.
    DURATION
  }

  private Lexer(String text) {
    this.characters = new Characters(text);
  }

  /// All tokens of a text; the last is an [Kind#END] or an [Kind#INVALID].
  static List<Token> tokens(String text) {
    if (text.length() > MAX_BYTES || PromQl.bytes(text) > MAX_BYTES) {
      throw Refusal.limit(new Place(0, 0), "query is longer than %,d bytes".formatted(MAX_BYTES));
    }
    return new Lexer(text).read();
  }

  private List<Token> read() {
    try {
      skipBlanks();
      while (!characters.isAtEnd()) {
        start = characters.offset();
        readToken();
        skipBlanks();
      }
      start = characters.offset();
      end();
    } catch (LexicalError error) {
      tokens.add(
          new Token(Kind.INVALID, error.reason(), "", new Place(start, characters.length())));
    }
    return List.copyOf(tokens);
  }

  private void skipBlanks() {
    characters.skip(Lexer::isBlank);
    while (characters.peek() == '#') {
      characters.skip(c -> c != '\n');
      characters.skip(Lexer::isBlank);
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private void end() {
    switch (context) {
      case MATCHERS -> throw new LexicalError("unexpected end of input inside braces");
      case DURATION -> throw new LexicalError("unexpected end of input in duration expression");
      case STATEMENT -> {
        if (parentheses > 0) {
          throw new LexicalError("unclosed left parenthesis");
        }
      }
    }
    emit(Kind.END);
  }

  private void readToken() {
    switch (context) {
      case STATEMENT -> readStatement();
      case MATCHERS -> readMatchers();
      case DURATION -> readDuration();
    }
  }

  private void emit(Kind kind) {
    emit(kind, characters.since(start));
  }

  private void emit(Kind kind, String value) {
    tokens.add(
        new Token(kind, characters.since(start), value, new Place(start, characters.offset())));
  }

  private void readStatement() {
    char first = characters.peek();
    if (first == '"' || first == '\'' || first == '`') {
      emit(Kind.STRING, StringText.read(characters));
    } else if (NumberText.startsAt(characters)) {
      emit(NumberText.read(characters));
    } else if (isWordStart(first) || first == ':') {
      readWord();
    } else {
      readSign();
    }
  }

  private void readSign() {
    char sign = characters.next();
    switch (sign) {
      case ',', '+', '-', '*', '/', '%', '^', '@' -> emit(Kind.SIGN);
      case '=' -> readEquals();
      case '!' -> readNot();
      case '<', '>' -> {
        characters.accept("=/");
        emit(Kind.SIGN);
      }
      case '(' -> {
        parentheses++;
        emit(Kind.SIGN);
      }
      case ')' -> closeParenthesis();
      case '{' -> {
        emit(Kind.SIGN);
        context = Context.MATCHERS;
      }
      case '[' -> {
        emit(Kind.SIGN);
        context = Context.DURATION;
        hasColon = false;
      }
      default -> throw unexpected(sign, "unexpected character: %s");
    }
  }

  private void readEquals() {
    if (!characters.accept("=") && characters.accept("~")) {
      throw new LexicalError("unexpected character after '=': '~'");
    }
    emit(Kind.SIGN);
  }

  private void readNot() {
    if (!characters.accept("=")) {
      String shown = characters.isAtEnd() ? "end of input" : shown(characters.nextCodePoint());
      throw new LexicalError("unexpected character after '!': " + shown);
    }
    emit(Kind.SIGN);
  }

  private void closeParenthesis() {
    parentheses--;
    if (parentheses < 0) {
      start = characters.offset();
      throw new LexicalError("unexpected right parenthesis ')'");
    }
    emit(Kind.SIGN);
  }

  /// The error about a character of which the first char was read.
  private LexicalError unexpected(char first, String message) {
    characters.backTo(characters.offset() - 1);
    int character = Character.isSurrogate(first) ? characters.nextCodePoint() : first;
    return new LexicalError(message.formatted(shown(character)));
  }

  private static String shown(int character) {
    String quoted = Quotes.quote(Character.toString(character));
    String inner = quoted.substring(1, quoted.length() - 1);
    return switch (character) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      default -> "'" + inner + "'";
    };
  }

  private void readWord() {
    characters.skip(c -> isWordPart(c) || c == ':');
    String word = characters.since(start);
    String lower = word.toLowerCase(Locale.ROOT);
    if (Words.isKeyword(word) || (Words.FILLS.contains(lower) && isBeforeParenthesis())) {
      emit(Kind.KEYWORD, lower);
    } else {
      emit(word.indexOf(':') >= 0 ? Kind.METRIC_IDENTIFIER : Kind.IDENTIFIER);
    }
  }

  private boolean isBeforeParenthesis() {
    int end = characters.offset();
    skipBlanks();
    boolean isBefore = characters.peek() == '(';
    characters.backTo(end);
    return isBefore;
  }

  private static boolean isWordStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isWordPart(int c) {
    return isWordStart(c) || (c >= '0' && c <= '9');
  }

  private void readMatchers() {
    char first = characters.peek();
    if (first == '"' || first == '\'' || first == '`') {
      emit(Kind.STRING, StringText.read(characters));
    } else if (isWordStart(first)) {
      characters.skip(Lexer::isWordPart);
      emit(Kind.IDENTIFIER);
    } else {
      readMatcherSign();
    }
  }

  private void readMatcherSign() {
    char sign = characters.next();
    switch (sign) {
      case ',' -> emit(Kind.SIGN);
      case '=' -> {
        characters.accept("~");
        emit(Kind.SIGN);
      }
      case '!' -> {
        if (!characters.accept("=~")) {
          String shown = characters.isAtEnd() ? "end of input" : shown(characters.nextCodePoint());
          throw new LexicalError("unexpected character after '!' inside braces: " + shown);
        }
        emit(Kind.SIGN);
      }
      case '}' -> {
        emit(Kind.SIGN);
        context = Context.STATEMENT;
      }
      default -> throw unexpected(sign, "unexpected character inside braces: %s");
    }
  }

  private void readDuration() {
    char first = characters.peek();
    if (NumberText.startsAt(characters)) {
      emit(NumberText.read(characters));
    } else if (isWordStart(first)) {
      readDurationWord();
    } else {
      readDurationSign();
    }
  }

  private void readDurationWord() {
    char first = characters.peek();
    characters.skip(Lexer::isWordPart);
    String lower = characters.since(start).toLowerCase(Locale.ROOT);
    if (!Words.DURATION_WORDS.contains(lower)) {
      throw new LexicalError("unexpected character: %s, expected ':'".formatted(shown(first)));
    }
    emit(Kind.KEYWORD, lower);
  }

  private void readDurationSign() {
    char sign = characters.next();
    switch (sign) {
      case '+', '-', '*', '/', '%', '^', ',' -> emit(Kind.SIGN);
      case '(' -> {
        parentheses++;
        emit(Kind.SIGN);
      }
      case ')' -> closeParenthesis();
      case ':' -> {
        if (hasColon) {
          throw new LexicalError("unexpected colon ':'");
        }
        hasColon = true;
        emit(Kind.SIGN);
      }
      case ']' -> {
        emit(Kind.SIGN);
        context = Context.STATEMENT;
      }
      default -> throw unexpected(sign, "unexpected character in duration expression: %s");
    }
  }
}
