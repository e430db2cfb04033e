package dev.clew.query.plan;

import dev.clew.model.Condition;
import dev.clew.model.Condition.And;
import dev.clew.model.Condition.Compare;
import dev.clew.model.Condition.Everything;
import dev.clew.model.Condition.Exists;
import dev.clew.model.Condition.Or;
import dev.clew.model.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Joins conditions, without those that say nothing, and guesses how few spans meet them.
final class Conditions {
  static final Condition EVERYTHING = new Everything();

  /// Met by no span.
  static final Condition NOTHING = new Or(List.of());

  /// So that what a store has to test stays small, however long the query is.
  private static final int MAX_PARTS = 200;

  private Conditions() {}

  /// All hold; of very many, some are left out.
  static Condition and(List<Condition> conditions) {
    Set<Condition> parts = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      switch (condition) {
        case Everything() -> {}
        case And(var inner) -> parts.addAll(inner);
        case Or _, Compare _, Exists _ -> parts.add(condition);
      }
    }
    if (parts.contains(NOTHING)) {
      return NOTHING;
    }
    List<Condition> kept = parts.stream().limit(MAX_PARTS).toList();
    return kept.isEmpty() ? EVERYTHING : kept.size() == 1 ? kept.getFirst() : new And(kept);
  }

  /// Some holds; very many are given up.
  static Condition or(List<Condition> conditions) {
    Set<Condition> parts = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      switch (condition) {
        case Everything() -> {
          return EVERYTHING;
        }
        case Or(var inner) -> parts.addAll(inner);
        case And _, Compare _, Exists _ -> parts.add(condition);
      }
    }
    if (parts.size() > MAX_PARTS) {
      return EVERYTHING;
    }
    return parts.size() == 1 ? parts.iterator().next() : new Or(new ArrayList<>(parts));
  }

  /// The one that fewest spans are likely to meet; all spans meet one of none.
  static Condition rarest(List<Condition> conditions) {
    return conditions.stream()
        .min(Comparator.comparingInt(Conditions::commonness))
        .orElse(EVERYTHING);
  }

  /// A guess, from 0 for no span to 100 for every span.
  private static int commonness(Condition condition) {
    return switch (condition) {
      case Everything() -> 100;
      case Exists _ -> 60;
      case And(var parts) -> parts.stream().mapToInt(Conditions::commonness).min().orElse(100) - 1;
      case Or(var parts) -> parts.stream().mapToInt(Conditions::commonness).max().orElse(0);
      case Compare(var field, var operator, _) ->
          switch (operator) {
            case EQUAL -> ofEquality(field);
            case MATCHES -> 30;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> 50;
            case NOT_EQUAL, NOT_MATCHES -> 80;
          };
    };
  }

  private static int ofEquality(Field field) {
    return switch (field) {
      case Field.Attribute _ -> 10;
      case Field.Column column ->
          switch (column) {
            case TRACE_ID, SPAN_ID -> 1;
            case NAME, STATUS_MESSAGE, EVENT_NAME -> 10;
            case SERVICE -> 20;
            case DURATION, STATUS, KIND, PARENT_ID, SCOPE_NAME, SCOPE_VERSION -> 40;
          };
    };
  }
}
