package dev.clew.query.traceql;

import com.google.re2j.PatternSyntaxException;
import dev.clew.query.traceql.Parsed.Kind;

/// Compiles the regular expressions of one query and bounds what they cost together.
///
/// All of a query may have [RegexSize#MAX_STEPS] together.
final class RegexBudget {
  private long stepsLeft = RegexSize.MAX_STEPS;

  /// Compiles the text that stands at the offset.
  Regex compile(String text, int offset) {
    stepsLeft -= RegexSize.steps(text);
    if (stepsLeft < 0) {
      throw new Refusal(Kind.LIMIT, offset, "regular expressions need too many steps");
    }
    try {
      return Regex.of(text);
    } catch (PatternSyntaxException failure) {
      String description = failure.getDescription();
      throw Refusal.type(
          offset, "%s is no regular expression: %s".formatted(Refusal.excerpt(text), description));
    }
  }
}
