package dev.clew.query.traceql;

/// A piece of a query text. Offsets are in chars from 0.
sealed interface Token {
  int offset();

  /// As a message names it.
  String shown();

  /// A punctuation mark.
  record Mark(Sign sign, int offset) implements Token {
    @Override
    public String shown() {
      return Refusal.excerpt(sign.text());
    }
  }

  /// A word without quotes, whose meaning depends on where it stands.
  record Word(String text, int offset) implements Token {
    @Override
    public String shown() {
      return Refusal.excerpt(text);
    }
  }

  /// A literal or a field with its scope, and its text.
  record Value(FieldExpression value, String text, int offset) implements Token {
    @Override
    public String shown() {
      return Refusal.excerpt(text);
    }
  }

  /// Text that is no token; nothing after it is read.
  record Invalid(String reason, int offset) implements Token {
    @Override
    public String shown() {
      return reason;
    }
  }

  /// The end of the text.
  record End(int offset) implements Token {
    @Override
    public String shown() {
      return "the end of the query";
    }
  }
}
