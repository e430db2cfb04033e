package dev.clew.query.promql;

import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Place;

/// A piece of a query text.
///
/// @param text as it stands in the query; for [Kind#INVALID] what is wrong with it
/// @param value the content of a string; the word of a keyword in lower case; else the text
record Token(Kind kind, String text, String value, Place place) {

  /// What a token is.
  enum Kind {
    IDENTIFIER("identifier "),
    METRIC_IDENTIFIER("metric identifier "),
    /// A word with a meaning, which may still be a name where it stands.
    KEYWORD(""),
    NUMBER("number "),
    DURATION("duration "),
    STRING("string "),
    /// A punctuation mark or an operator.
    SIGN(""),
    /// Text that is no token; nothing after it is read.
    INVALID(""),
    END("end of input");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  boolean is(Kind other, String otherValue) {
    return kind == other && value.equals(otherValue);
  }

  /// As a message names it.
  String shown() {
    String shown =
        switch (kind) {
          case END -> "";
          case INVALID -> text;
          case KEYWORD -> "<" + Words.title(value) + text + ">";
          case IDENTIFIER, METRIC_IDENTIFIER -> Refusal.excerpt(text);
          case SIGN -> Words.isOperatorSign(text) ? "<op:" + text + ">" : Quotes.quote(text);
          case NUMBER, DURATION, STRING -> shortened();
        };
    return kind.title + shown;
  }

  private String shortened() {
    boolean isLong = text.codePointCount(0, text.length()) > 10;
    return isLong
        ? Quotes.quote(text.substring(0, text.offsetByCodePoints(0, 10))) + "..."
        : Quotes.quote(text);
  }
}
