package dev.clew.query.promql.series;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A condition on one label. An absent label has an empty value.
public final class LabelMatcher {
  private final String name;
  private final Kind kind;
  private final String text;
  private final @Nullable ValuePattern pattern;

  private LabelMatcher(String name, Kind kind, String text, @Nullable ValuePattern pattern) {
    this.name = name;
    this.kind = kind;
    this.text = text;
    this.pattern = pattern;
  }

  /// How the value is compared.
  public enum Kind {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /// A matcher of any kind. Regular expressions take memory as the text says: bound texts of users
  /// before.
  ///
  /// @throws com.google.re2j.PatternSyntaxException if the text should be a regular expression and
  ///   is none
  public static LabelMatcher of(String name, Kind kind, String text) {
    boolean isRegex = kind == Kind.MATCHES || kind == Kind.MATCHES_NOT;
    return new LabelMatcher(name, kind, text, isRegex ? ValuePattern.of(text) : null);
  }

  public static LabelMatcher equal(String name, String value) {
    return of(name, Kind.EQUAL, value);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /// What the value is compared with: a value or a regular expression.
  public String text() {
    return text;
  }

  public boolean matches(String value) {
    return switch (kind) {
      case EQUAL -> value.equals(text);
      case NOT_EQUAL -> !value.equals(text);
      case MATCHES -> patternMatches(value);
      case MATCHES_NOT -> !patternMatches(value);
    };
  }

  private boolean patternMatches(String value) {
    return pattern != null && pattern.matches(value);
  }

  /// The only values that can match, so that an index may look them up; null if they are not known.
  public @Nullable Set<String> onlyValues() {
    return switch (kind) {
      case EQUAL -> Set.of(text);
      case MATCHES -> pattern == null ? null : pattern.literals();
      case NOT_EQUAL, MATCHES_NOT -> null;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMatcher matcher
        && name.equals(matcher.name)
        && kind == matcher.kind
        && text.equals(matcher.text);
  }

  @Override
  public int hashCode() {
    return (name.hashCode() * 31 + kind.sign.hashCode()) * 31 + text.hashCode();
  }

  /// As a query writes it, for example `a="b"`.
  @Override
  public String toString() {
    return (LabelNames.isPlain(name) ? name : Quotes.quote(name)) + kind.sign + Quotes.quote(text);
  }
}
