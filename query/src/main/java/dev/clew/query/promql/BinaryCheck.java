package dev.clew.query.promql;

import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Matching;
import dev.clew.query.promql.tree.Matching.Cardinality;
import dev.clew.query.promql.tree.Place;
import dev.clew.query.promql.tree.ValueType;

/// Checks what stands between two expressions.
final class BinaryCheck {
  private final Binary binary;
  private final BinaryOperator operator;
  private final Matching matching;
  private final String text;

  /// @param text the text of the query, for positions of operators
  BinaryCheck(Binary binary, String text) {
    this.binary = binary;
    this.operator = binary.operator();
    this.matching = binary.matching();
    this.text = text;
  }

  void run() {
    boolean isScalar = binary.type() == ValueType.SCALAR;
    if (binary.returnsBool() && !operator.isComparison()) {
      throw Refusal.at(operatorPlace(), "bool modifier can only be used on comparison operators");
    }
    if (operator.isComparison() && !binary.returnsBool() && isScalar) {
      throw Refusal.at(operatorPlace(), "comparisons between scalars must use BOOL modifier");
    }
    checkLabels();
    checkSide(binary.left());
    checkSide(binary.right());
    if (isVector(binary.left()) && isVector(binary.right())) {
      checkSet();
    } else {
      checkScalar();
    }
  }

  private void checkLabels() {
    for (String label : matching.labels()) {
      if (matching.isOn() && matching.included().contains(label)) {
        throw Refusal.at(
            operatorPlace(),
            "label %s must not occur in ON and GROUP clause at once"
                .formatted(Quotes.quote(label)));
      }
    }
  }

  private static void checkSide(Expression side) {
    if (side.type() != ValueType.SCALAR && side.type() != ValueType.VECTOR) {
      throw Refusal.at(
          side.place(), "binary expression must contain only scalar and instant vector types");
    }
  }

  private static boolean isVector(Expression side) {
    return side.type() == ValueType.VECTOR;
  }

  private void checkSet() {
    if (!operator.isSet()) {
      return;
    }
    String name = Quotes.quote(operator.text());
    if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
      throw Refusal.at(binary.place(), "no grouping allowed for %s operation".formatted(name));
    }
    if (matching.fills()) {
      throw Refusal.at(binary.place(), "filling in missing series not allowed for set operators");
    }
  }

  private void checkScalar() {
    if (matching.isWritten()) {
      throw Refusal.at(binary.place(), "vector matching only allowed between instant vectors");
    }
    if (matching.fills()) {
      throw Refusal.at(
          binary.place(), "filling in missing series only allowed between instant vectors");
    }
    if (operator.isSet()) {
      throw Refusal.at(
          binary.place(),
          "set operator %s not allowed in binary scalar expression"
              .formatted(Quotes.quote(operator.text())));
    }
  }

  /// From behind the left side to the last char before the right side, without blanks around.
  private Place operatorPlace() {
    int start = binary.left().place().end();
    while (Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = binary.right().place().start() - 1;
    while (Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return new Place(start, end);
  }
}
