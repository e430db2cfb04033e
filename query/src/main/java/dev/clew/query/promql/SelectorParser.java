package dev.clew.query.promql;

import com.google.re2j.PatternSyntaxException;
import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.tree.Edges;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.Place;
import dev.clew.query.promql.tree.TimeShift;
import dev.clew.query.traceql.RegexSize;
import java.util.ArrayList;
import java.util.List;

/// Reads selectors: a name, conditions in braces, or both.
final class SelectorParser {
  private static final String PLACE = "label matching";

  private final Tokens tokens;
  private long regexSteps;

  SelectorParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /// Reads the selector that starts with the next token, a name or a brace.
  VectorSelector selector() {
    Token first = tokens.peek();
    boolean isNamed = first.kind() != Kind.SIGN;
    String name = isNamed ? tokens.next().text() : "";
    List<LabelMatcher> matchers = new ArrayList<>();
    if (tokens.acceptSign("{")) {
      readMatchers(matchers);
    }
    if (isNamed) {
      matchers.add(LabelMatcher.equal(Labels.NAME, name));
    }
    Place place = new Place(first.place().start(), tokens.lastEnd());
    return new VectorSelector(name, matchers, Edges.PLAIN, TimeShift.NONE, place);
  }

  private void readMatchers(List<LabelMatcher> matchers) {
    while (!tokens.isSign("}")) {
      matchers.add(matcher());
      if (!tokens.acceptSign(",") && !tokens.isSign("}")) {
        throw tokens.unexpected(PLACE, "\",\" or \"}\"");
      }
    }
    tokens.next();
  }

  private LabelMatcher matcher() {
    Token label = tokens.peek();
    if (label.kind() != Kind.IDENTIFIER && label.kind() != Kind.STRING) {
      throw tokens.unexpected(PLACE, "identifier or \"}\"");
    }
    tokens.next();
    boolean isMetric = tokens.isSign(",") || tokens.isSign("}");
    if (label.kind() == Kind.STRING && isMetric) {
      return LabelMatcher.equal(Labels.NAME, label.value());
    }
    LabelMatcher.Kind kind = operator();
    Token value = tokens.peek();
    if (value.kind() != Kind.STRING) {
      throw tokens.unexpected(PLACE, "string");
    }
    tokens.next();
    return matcher(label, kind, value);
  }

  private LabelMatcher.Kind operator() {
    for (LabelMatcher.Kind kind : LabelMatcher.Kind.values()) {
      if (tokens.acceptSign(kind.sign())) {
        return kind;
      }
    }
    throw tokens.unexpected(PLACE, "label matching operator");
  }

  private LabelMatcher matcher(Token label, LabelMatcher.Kind kind, Token value) {
    Place place = label.place().to(value.place());
    if (kind == LabelMatcher.Kind.MATCHES || kind == LabelMatcher.Kind.MATCHES_NOT) {
      regexSteps += RegexSize.steps(value.value());
      if (regexSteps > RegexSize.MAX_STEPS) {
        throw Refusal.limit(place, "regular expressions need too many steps");
      }
    }
    try {
      return LabelMatcher.of(label.value(), kind, value.value());
    } catch (PatternSyntaxException failure) {
      String reason =
          "error parsing regexp: %s: `%s`"
              .formatted(failure.getDescription(), part(failure, value));
      throw Refusal.at(place, reason);
    }
  }

  /// The part of a regular expression that is wrong, without the flag that the compiler adds.
  private static String part(PatternSyntaxException failure, Token value) {
    String part = String.valueOf(failure.getPattern());
    return part.equals("(?s)" + value.value()) ? value.value() : part;
  }
}
