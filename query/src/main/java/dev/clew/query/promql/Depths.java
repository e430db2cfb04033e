package dev.clew.query.promql;

import dev.clew.query.promql.tree.Expression;
import java.util.IdentityHashMap;
import java.util.List;

/// Counts the levels of trees while they are built, so that none gets deeper than what walks it can
/// bear. Nodes without children need not be told.
final class Depths {
  private final IdentityHashMap<Expression, Integer> depths = new IdentityHashMap<>();

  /// Takes a new node above others, or refuses it.
  Expression over(Expression node, Expression... inner) {
    return over(node, List.of(inner));
  }

  /// Takes a new node above others, or refuses it.
  Expression over(Expression node, List<Expression> inner) {
    int deepest = 0;
    for (Expression child : inner) {
      deepest = Math.max(deepest, depths.getOrDefault(child, 1));
    }
    if (deepest >= Tokens.MAX_DEPTH) {
      throw Tokens.tooDeep(node.place());
    }
    depths.put(node, deepest + 1);
    return node;
  }
}
