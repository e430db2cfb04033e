package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;

/// Reads a number with its sign where no expression may stand.
final class SignedNumber {
  private SignedNumber() {}

  /// Reads one.
  ///
  /// @param where what a message calls the place
  /// @param expected what a message says is missing
  static double read(Tokens tokens, String where, String expected) {
    boolean isMinus = tokens.isSign("-");
    if (isMinus || tokens.isSign("+")) {
      tokens.next();
    }
    double value = unsigned(tokens, where, expected);
    return isMinus ? -value : value;
  }

  private static double unsigned(Tokens tokens, String where, String expected) {
    Token token = tokens.peek();
    boolean isWord = token.kind() == Kind.KEYWORD && Words.isNumber(token.value());
    if (!isWord && token.kind() != Kind.NUMBER && token.kind() != Kind.DURATION) {
      throw tokens.unexpected(where, expected);
    }
    tokens.next();
    if (isWord) {
      return token.value().equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    try {
      return token.kind() == Kind.NUMBER
          ? NumberText.value(token.text())
          : DurationText.seconds(token.text());
    } catch (NumberFormatException failure) {
      throw Refusal.at(token.place(), String.valueOf(failure.getMessage()));
    }
  }
}
