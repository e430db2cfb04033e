package dev.clew.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.query.run.field.TraceSpans;
import dev.clew.query.traceql.StructuralOperator;
import dev.clew.query.traceql.StructuralOperator.Mode;
import dev.clew.query.traceql.StructuralOperator.Relation;
import dev.clew.testkit.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StructuralJoinTest {
  private static final int NONE = -1;

  @Test
  void joinsEqualAWalkOfTheTree() {
    Seeds.forEach(
        3_000,
        random -> {
          SpanBatch batch = new RandomForest(random).trace(1 + random.nextInt(40));
          TraceSpans trace = TraceSpans.of(batch).getFirst();
          int[] left = some(trace.size(), random);
          int[] right = some(trace.size(), random);
          Tree tree = new Tree(trace);
          StructuralJoin join = new StructuralJoin(trace.nestedSets(), trace.size());

          for (Relation relation : Relation.values()) {
            for (Mode mode : Mode.values()) {
              assertThat(join.join(new StructuralOperator(relation, mode), left, right))
                  .as(relation + " " + mode)
                  .isEqualTo(tree.joined(relation, mode, left, right));
            }
          }
        });
  }

  private static int[] some(int size, RandomGenerator random) {
    int share = 1 + random.nextInt(4);
    return IntStream.range(0, size).filter(_ -> random.nextInt(share) == 0).toArray();
  }

  /// The spans of a trace with their parents, found by looking at all of them.
  private static final class Tree {
    private final TraceSpans trace;
    private final int[] parents;
    private final boolean[] isReached;

    Tree(TraceSpans trace) {
      this.trace = trace;
      int size = trace.size();
      boolean hasTriple =
          IntStream.range(0, size).anyMatch(index -> withId(spanId(index)).length > 2);
      parents = IntStream.range(0, size).map(this::parent).toArray();
      isReached = new boolean[size];
      for (int index = 0; index < size; index++) {
        isReached[index] = !hasTriple && leadsToRoot(index);
      }
    }

    int[] joined(Relation relation, Mode mode, int[] left, int[] right) {
      return switch (mode) {
        case PLAIN -> matched(relation, left, right);
        case NEGATED -> {
          int[] matched = matched(relation, left, right);
          yield Arrays.stream(right).filter(index -> !contains(matched, index)).toArray();
        }
        case UNION -> {
          IntStream causes =
              Arrays.stream(left)
                  .filter(one -> Arrays.stream(right).anyMatch(it -> holds(relation, one, it)));
          yield IntStream.concat(Arrays.stream(matched(relation, left, right)), causes)
              .distinct()
              .sorted()
              .toArray();
        }
      };
    }

    private int[] matched(Relation relation, int[] left, int[] right) {
      return Arrays.stream(right)
          .filter(it -> Arrays.stream(left).anyMatch(one -> holds(relation, one, it)))
          .toArray();
    }

    private boolean holds(Relation relation, int left, int right) {
      if (!isReached[left] || !isReached[right]) {
        return false;
      }
      return switch (relation) {
        case CHILD -> parents[right] == left;
        case PARENT -> parents[left] == right;
        case DESCENDANT -> isAbove(left, right);
        case ANCESTOR -> isAbove(right, left);
        case SIBLING -> left != right && parents[left] == parents[right];
      };
    }

    private boolean isAbove(int upper, int lower) {
      int index = parents[lower];
      while (index != NONE && index != upper) {
        index = parents[index];
      }
      return index == upper;
    }

    private boolean leadsToRoot(int start) {
      int index = start;
      for (int step = 0; step <= trace.size(); step++) {
        if (isRoot(index)) {
          return true;
        }
        if (parents[index] == NONE) {
          return false;
        }
        index = parents[index];
      }
      return false;
    }

    private int parent(int index) {
      if (isRoot(index)) {
        return NONE;
      }
      int[] found = withId(trace.batch().parentSpanId(trace.row(index)));
      if (found.length < 2) {
        return found.length == 0 || found[0] == index ? NONE : found[0];
      }
      SpanKind wanted = kind(index) == SpanKind.SERVER ? SpanKind.CLIENT : SpanKind.SERVER;
      return Arrays.stream(found)
          .filter(other -> other != index && kind(other) == wanted)
          .findFirst()
          .orElse(NONE);
    }

    private int[] withId(long id) {
      return IntStream.range(0, trace.size()).filter(index -> spanId(index) == id).toArray();
    }

    private boolean isRoot(int index) {
      return trace.batch().parentSpanId(trace.row(index)) == 0;
    }

    private long spanId(int index) {
      return trace.batch().spanId(trace.row(index));
    }

    private SpanKind kind(int index) {
      return trace.batch().kind(trace.row(index));
    }

    private static boolean contains(int[] indexes, int index) {
      return Arrays.stream(indexes).anyMatch(each -> each == index);
    }
  }
}
