package dev.clew.query.traceql;

import dev.clew.query.traceql.StructuralOperator.Mode;
import dev.clew.query.traceql.StructuralOperator.Relation;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A punctuation mark, and what it means inside a filter and between spansets.
@SuppressWarnings("ImmutableEnumChecker") // the operators are enums, and a record of two enums
enum Sign {
  OPEN_BRACE("{"),
  CLOSE_BRACE("}"),
  OPEN("("),
  CLOSE(")"),
  COMMA(","),
  PIPE("|"),
  NOT("!"),
  AND(LogicOperator.AND),
  OR(LogicOperator.OR),
  EQUAL(ComparisonOperator.EQUAL),
  NOT_EQUAL(ComparisonOperator.NOT_EQUAL),
  LESS(ComparisonOperator.LESS, Relation.PARENT, Mode.PLAIN),
  LESS_OR_EQUAL(ComparisonOperator.LESS_OR_EQUAL),
  GREATER(ComparisonOperator.GREATER, Relation.CHILD, Mode.PLAIN),
  GREATER_OR_EQUAL(ComparisonOperator.GREATER_OR_EQUAL),
  MATCHES(MatchOperator.MATCHES),
  DOES_NOT_MATCH(MatchOperator.DOES_NOT_MATCH, Relation.SIBLING, Mode.NEGATED),
  PLUS(ArithmeticOperator.ADD),
  MINUS(ArithmeticOperator.SUBTRACT),
  TIMES(ArithmeticOperator.MULTIPLY),
  SLASH(ArithmeticOperator.DIVIDE),
  PERCENT(ArithmeticOperator.MODULO),
  CARET(ArithmeticOperator.POWER),
  DESCENDANT(Relation.DESCENDANT, Mode.PLAIN),
  ANCESTOR(Relation.ANCESTOR, Mode.PLAIN),
  SIBLING(Relation.SIBLING, Mode.PLAIN),
  NOT_CHILD(Relation.CHILD, Mode.NEGATED),
  NOT_PARENT(Relation.PARENT, Mode.NEGATED),
  NOT_DESCENDANT(Relation.DESCENDANT, Mode.NEGATED),
  NOT_ANCESTOR(Relation.ANCESTOR, Mode.NEGATED),
  UNION_CHILD(Relation.CHILD, Mode.UNION),
  UNION_PARENT(Relation.PARENT, Mode.UNION),
  UNION_DESCENDANT(Relation.DESCENDANT, Mode.UNION),
  UNION_ANCESTOR(Relation.ANCESTOR, Mode.UNION),
  UNION_SIBLING(Relation.SIBLING, Mode.UNION);

  /// Length of the longest sign, in chars.
  static final int MAX_LENGTH = 3;

  private static final Map<String, Sign> BY_TEXT =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Sign::text, Function.identity()));

  private final String text;
  private final @Nullable FieldOperator fieldOperator;
  private final @Nullable StructuralOperator structure;

  Sign(String text) {
    this.text = text;
    this.fieldOperator = null;
    this.structure = null;
  }

  Sign(FieldOperator fieldOperator) {
    this.text = fieldOperator.text();
    this.fieldOperator = fieldOperator;
    this.structure = null;
  }

  Sign(Relation relation, Mode mode) {
    this.structure = new StructuralOperator(relation, mode);
    this.text = structure.text();
    this.fieldOperator = null;
  }

  Sign(FieldOperator fieldOperator, Relation relation, Mode mode) {
    this.text = fieldOperator.text();
    this.fieldOperator = fieldOperator;
    this.structure = new StructuralOperator(relation, mode);
  }

  static @Nullable Sign of(String text) {
    return BY_TEXT.get(text);
  }

  String text() {
    return text;
  }

  /// What it does to two fields, or to two numbers.
  @Nullable FieldOperator fieldOperator() {
    return fieldOperator;
  }

  /// What it does to two spansets, besides `&&` and `||`.
  @Nullable StructuralOperator structure() {
    return structure;
  }

  /// How tightly it binds, one of [Precedence].
  int level() {
    if (fieldOperator != null) {
      return fieldOperator.level();
    }
    return structure == null ? Precedence.NONE : Precedence.COMPARISON;
  }
}
