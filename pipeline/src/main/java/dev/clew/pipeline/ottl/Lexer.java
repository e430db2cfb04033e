package dev.clew.pipeline.ottl;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into tokens.
final class Lexer {
  static final int MAX_LENGTH = 65_536;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(0, "text is longer than %d characters".formatted(MAX_LENGTH));
    }
    Lexer lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(Token.Kind.END, "", lexer.at);
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '"') {
      string();
    } else if (c == '0' && peek(1) == 'x' && isHex(peek(2))) {
      bytes();
    } else if (isNumberStart(c)) {
      number();
    } else if (isLetter(c)) {
      word();
    } else {
      sign(c);
    }
  }

  private boolean isNumberStart(char c) {
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return true;
    }
    boolean isSign = c == '-' || c == '+';
    boolean isOperator = !tokens.isEmpty() && tokens.getLast().endsValue();
    return isSign && !isOperator && (isDigit(peek(1)) || (peek(1) == '.' && isDigit(peek(2))));
  }

  private void string() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new SyntaxException(start, "invalid input text " + excerpt(start));
    }
    at++;
    add(Token.Kind.TEXT, Quoted.text(text, start, at), start);
  }

  private void bytes() {
    int start = at;
    at += 2;
    skipHex();
    add(Token.Kind.BYTES, text.substring(start + 2, at), start);
  }

  private void skipHex() {
    while (isHex(peek(0))) {
      at++;
    }
  }

  private void number() {
    int start = at++;
    skipDigits();
    boolean isReal = text.charAt(start) == '.';
    if (peek(0) == '.' && isDigit(peek(1)) && !isReal) {
      at++;
      isReal = true;
      skipDigits();
    }
    int sign = peek(1) == '-' || peek(1) == '+' ? 2 : 1;
    if (isReal && (peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(sign))) {
      at += sign;
      skipDigits();
    }
    add(isReal ? Token.Kind.REAL : Token.Kind.INT, text.substring(start, at), start);
  }

  private void skipDigits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private void word() {
    int start = at;
    while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == '_') {
      at++;
    }
    add(Token.Kind.WORD, text.substring(start, at), start);
  }

  private void sign(char c) {
    int start = at++;
    boolean isDouble = peek(0) == '=' && "=!<>".indexOf(c) >= 0;
    if (isDouble) {
      at++;
    }
    Token.Kind kind =
        switch (c) {
          case '<', '>' -> Token.Kind.COMPARISON;
          case '=', '!' -> isDouble ? Token.Kind.COMPARISON : Token.Kind.MARK;
          case '+', '-' -> Token.Kind.SUM;
          case '*', '/' -> Token.Kind.PRODUCT;
          default -> Token.Kind.MARK;
        };
    if (kind == Token.Kind.MARK && "=()[]{},.:".indexOf(c) < 0) {
      throw new SyntaxException(start, "invalid input text " + excerpt(start));
    }
    add(kind, text.substring(start, at), start);
  }

  private void add(Token.Kind kind, String word, int start) {
    tokens.add(new Token(kind, word, start));
  }

  private String excerpt(int start) {
    return Quoted.quote(text.substring(start, Math.min(text.length(), start + 20)));
  }

  private char peek(int distance) {
    return at + distance < text.length() ? text.charAt(at + distance) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
