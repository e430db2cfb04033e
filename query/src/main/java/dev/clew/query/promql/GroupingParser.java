package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.tree.Grouping;
import dev.clew.query.promql.tree.Matching;
import dev.clew.query.promql.tree.Matching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which series belong together: behind aggregators and behind operators.
final class GroupingParser {
  private static final String PLACE = "grouping opts";

  private final Tokens tokens;

  GroupingParser(Tokens tokens) {
    this.tokens = tokens;
  }

  boolean isNext() {
    return tokens.isKeyword("by") || tokens.isKeyword("without");
  }

  /// Reads `by (…)` or `without (…)`.
  Grouping grouping() {
    boolean isWithout = tokens.next().value().equals("without");
    return new Grouping(isWithout, labels());
  }

  /// Reads what may stand behind an operator and `bool`.
  Matching matching() {
    Matching matching = grouped();
    return isFill() ? filled(matching) : matching;
  }

  private Matching grouped() {
    if (!tokens.isKeyword("on") && !tokens.isKeyword("ignoring")) {
      return Matching.DEFAULT;
    }
    boolean isOn = tokens.next().value().equals("on");
    List<String> labels = labels();
    Cardinality cardinality = cardinality();
    boolean hasIncluded = cardinality != Cardinality.ONE_TO_ONE && tokens.isSign("(");
    List<String> included = hasIncluded ? labels() : List.of();
    return new Matching(isOn, labels, cardinality, included, null, null);
  }

  private Cardinality cardinality() {
    if (tokens.acceptKeyword("group_left")) {
      return Cardinality.MANY_TO_ONE;
    }
    return tokens.acceptKeyword("group_right") ? Cardinality.ONE_TO_MANY : Cardinality.ONE_TO_ONE;
  }

  private boolean isFill() {
    return tokens.peek().kind() == Kind.KEYWORD && Words.FILLS.contains(tokens.peek().value());
  }

  private Matching filled(Matching matching) {
    Double left = null;
    Double right = null;
    while (isFill()) {
      Token word = tokens.peek();
      boolean isLeft = !word.value().equals("fill_right");
      boolean isRight = !word.value().equals("fill_left");
      if ((isLeft && left != null) || (isRight && right != null)) {
        throw tokens.unexpected();
      }
      tokens.next();
      double value = fillValue();
      left = isLeft ? Double.valueOf(value) : left;
      right = isRight ? Double.valueOf(value) : right;
    }
    return withFills(matching, left, right);
  }

  private static Matching withFills(
      Matching matching, @Nullable Double left, @Nullable Double right) {
    return new Matching(
        matching.isOn(),
        matching.labels(),
        matching.cardinality(),
        matching.included(),
        left,
        right);
  }

  private double fillValue() {
    if (!tokens.acceptSign("(")) {
      throw tokens.unexpected("fill", "\"(\"");
    }
    double value = SignedNumber.read(tokens, "fill", "number");
    if (!tokens.acceptSign(")")) {
      throw tokens.unexpected("fill", "\")\"");
    }
    return value;
  }

  /// Reads names in brackets; a comma may stand behind the last.
  private List<String> labels() {
    if (!tokens.acceptSign("(")) {
      throw tokens.unexpected(PLACE, "\"(\"");
    }
    List<String> labels = new ArrayList<>();
    while (!tokens.isSign(")")) {
      labels.add(label());
      if (!tokens.acceptSign(",") && !tokens.isSign(")")) {
        throw tokens.unexpected(PLACE, "\",\" or \")\"");
      }
    }
    tokens.next();
    return labels;
  }

  private String label() {
    Token token = tokens.peek();
    boolean isName =
        switch (token.kind()) {
          case IDENTIFIER, STRING -> true;
          case KEYWORD -> !Words.isNumber(token.value());
          default -> false;
        };
    if (!isName) {
      throw tokens.unexpected(PLACE, "label");
    }
    tokens.next();
    return token.kind() == Kind.STRING ? token.value() : token.text();
  }
}
