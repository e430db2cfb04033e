package dev.clew.query.traceql;

import com.google.re2j.Pattern;

/// A regular expression, compiled: RE2 syntax, anchored at both ends, `.` matches line ends too.
/// Two are equal if their texts are.
public final class Regex {
  private final String text;
  private final Pattern pattern;

  private Regex(String text) {
    this.text = text;
    this.pattern = Pattern.compile(text, Pattern.DOTALL);
  }

  /// Compiles a regular expression. Takes memory as the text says: bound texts of users before.
  ///
  /// @throws com.google.re2j.PatternSyntaxException if it is none
  public static Regex of(String text) {
    return new Regex(text);
  }

  /// The text as the query has it.
  public String text() {
    return text;
  }

  /// Whether it matches all of the input, in time linear to its length.
  public boolean matches(CharSequence input) {
    return pattern.matcher(input).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && text.equals(regex.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
