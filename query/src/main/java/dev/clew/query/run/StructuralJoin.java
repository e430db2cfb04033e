package dev.clew.query.run;

import dev.clew.model.NestedSets;
import dev.clew.query.traceql.StructuralOperator;
import dev.clew.query.traceql.StructuralOperator.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Keeps spans of one set by where they stand towards spans of another, in time linear to the size
/// of the trace.
///
/// The nested-set numbers of a trace of n numbered spans are 1 to 2n, so a fact about a number is
/// an entry of an array. A span has an ancestor in a set if, when the numbers are counted through,
/// some interval of the set is open as the span's own begins; it has a descendant in a set if an
/// interval of the set begins within its own. Spans that have no numbers stand in no relation.
final class StructuralJoin {
  private final NestedSets numbers;
  private final int bound;

  StructuralJoin(NestedSets numbers, int spans) {
    this.numbers = numbers;
    this.bound = 2 * spans + 2;
  }

  /// What an operator keeps of two sets of indexes, ascending.
  int[] join(StructuralOperator operator, int[] left, int[] right) {
    IntPredicate isMatch = related(operator.relation(), left);
    return switch (operator.mode()) {
      case PLAIN -> kept(right, isMatch);
      case NEGATED -> kept(right, isMatch.negate());
      case UNION -> {
        int[] matched = kept(right, isMatch);
        int[] causes = kept(left, related(reversed(operator.relation()), matched));
        yield Spanset.union(List.of(Spanset.of(matched), Spanset.of(causes))).indexes();
      }
    };
  }

  private static int[] kept(int[] indexes, IntPredicate isKept) {
    return Arrays.stream(indexes).filter(isKept).toArray();
  }

  private static Relation reversed(Relation relation) {
    return switch (relation) {
      case CHILD -> Relation.PARENT;
      case PARENT -> Relation.CHILD;
      case DESCENDANT -> Relation.ANCESTOR;
      case ANCESTOR -> Relation.DESCENDANT;
      case SIBLING -> Relation.SIBLING;
    };
  }

  /// Whether a span is in the relation to some span of the set.
  private IntPredicate related(Relation relation, int[] set) {
    return switch (relation) {
      case CHILD -> childOf(set);
      case PARENT -> parentOf(set);
      case DESCENDANT -> descendantOf(set);
      case ANCESTOR -> ancestorOf(set);
      case SIBLING -> siblingOf(set);
    };
  }

  private IntPredicate childOf(int[] set) {
    boolean[] isInSet = new boolean[bound];
    for (int index : set) {
      isInSet[numbers.left(index)] = true;
    }
    return index -> numbers.parent(index) > 0 && isInSet[numbers.parent(index)];
  }

  private IntPredicate parentOf(int[] set) {
    boolean[] hasChild = new boolean[bound];
    for (int index : set) {
      hasChild[Math.max(0, numbers.parent(index))] = true;
    }
    return index -> numbers.left(index) > 0 && hasChild[numbers.left(index)];
  }

  private IntPredicate descendantOf(int[] set) {
    int[] open = new int[bound];
    for (int index : set) {
      if (numbers.left(index) > 0) {
        open[numbers.left(index)]++;
        open[numbers.right(index)]--;
      }
    }
    addUp(open);
    return index -> numbers.left(index) > 0 && open[numbers.left(index) - 1] > 0;
  }

  private IntPredicate ancestorOf(int[] set) {
    int[] begun = new int[bound];
    for (int index : set) {
      begun[numbers.left(index)] = numbers.left(index) > 0 ? 1 : 0;
    }
    addUp(begun);
    return index ->
        numbers.left(index) > 0 && begun[numbers.right(index)] > begun[numbers.left(index)];
  }

  private static void addUp(int[] counts) {
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
  }

  private IntPredicate siblingOf(int[] set) {
    int[] children = new int[bound];
    boolean[] isInSet = new boolean[bound];
    for (int index : set) {
      if (numbers.parent(index) != 0) {
        children[numbers.parent(index) + 1]++;
        isInSet[numbers.left(index)] = true;
      }
    }
    return index ->
        numbers.parent(index) != 0
            && children[numbers.parent(index) + 1] > (isInSet[numbers.left(index)] ? 1 : 0);
  }
}
