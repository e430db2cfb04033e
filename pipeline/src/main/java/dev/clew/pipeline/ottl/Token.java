package dev.clew.pipeline.ottl;

/// A word of the text.
///
/// @param text as written; the unquoted text of a string
/// @param offset of its first character
record Token(Kind kind, String text, int offset) {
  /// What a token can be.
  enum Kind {
    BYTES,
    REAL,
    INT,
    TEXT,
    WORD,
    COMPARISON,
    SUM,
    PRODUCT,
    MARK,
    END
  }

  boolean isMark(char mark) {
    return kind == Kind.MARK && text.charAt(0) == mark;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /// Whether a value may end with this token, so that a sign behind it is an operator.
  boolean endsValue() {
    return switch (kind) {
      case BYTES, REAL, INT, TEXT -> true;
      case WORD -> !isWord("not") && !isWord("and") && !isWord("or") && !isWord("where");
      case MARK -> isMark(')') || isMark(']') || isMark('}');
      case COMPARISON, SUM, PRODUCT, END -> false;
    };
  }
}
