package dev.clew.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Nested-set numbers of the spans of one trace: an ancestor's interval `[left, right]` holds those
/// of its descendants, so that structural questions become comparisons of numbers.
///
/// Roots are spans without a parent id. Children are visited by start, then span id. When two spans
/// share an id, as a Zipkin client and server do, a server child belongs under the client span and
/// any other child under the server span; three spans of one id leave the whole trace unnumbered.
/// Spans that no root reaches, through an absent parent or a cycle, keep 0 in all numbers.
public final class NestedSets {
  private static final int LINEAR_BELOW = 24;

  private final Spans spans;
  private final int size;
  private final int[] left;
  private final int[] right;
  private final int[] parent;
  private final int[] childCount;
  private final int[] parentIndex;
  private final Map<Long, int[]> byId = new HashMap<>();

  /// The spans of one trace by position, each span once.
  public interface Spans {
    int size();

    long spanId(int index);

    /// 0 for a root.
    long parentSpanId(int index);

    long startNanos(int index);

    SpanKind kind(int index);
  }

  private NestedSets(Spans spans) {
    this.spans = spans;
    this.size = spans.size();
    left = new int[size];
    right = new int[size];
    parent = new int[size];
    childCount = new int[size];
    parentIndex = filled(size);
  }

  /// Numbers the spans of a trace; results are by position.
  public static NestedSets of(Spans spans) {
    NestedSets sets = new NestedSets(spans);
    sets.number();
    return sets;
  }

  /// Numbers the spans at these rows of a batch; results are by position in `rows`.
  public static NestedSets of(SpanBatch batch, int[] rows) {
    return of(
        new Spans() {
          @Override
          public int size() {
            return rows.length;
          }

          @Override
          public long spanId(int index) {
            return batch.spanId(rows[index]);
          }

          @Override
          public long parentSpanId(int index) {
            return batch.parentSpanId(rows[index]);
          }

          @Override
          public long startNanos(int index) {
            return batch.startNanos(rows[index]);
          }

          @Override
          public SpanKind kind(int index) {
            return batch.kind(rows[index]);
          }
        });
  }

  /// Number on the way down, from 1; 0 if unreached.
  public int left(int index) {
    return left[index];
  }

  /// Number on the way up; 0 if unreached.
  public int right(int index) {
    return right[index];
  }

  /// The parent's left; -1 for a root, 0 if unreached.
  public int parent(int index) {
    return parent[index];
  }

  /// Direct children present in the trace.
  public int childCount(int index) {
    return childCount[index];
  }

  /// Position of the parent, present in the trace; -1 if it is absent or there is none.
  public int parentIndex(int index) {
    return parentIndex[index];
  }

  private void number() {
    if (!indexIds()) {
      return;
    }
    int[] order = order();
    int[] firstChild = filled(size);
    int[] nextSibling = filled(size);
    int firstRoot = -1;
    for (int at = size - 1; at >= 0; at--) {
      int index = order[at];
      if (spans.parentSpanId(index) == 0) {
        nextSibling[index] = firstRoot;
        firstRoot = index;
        continue;
      }
      int above = parentOf(index);
      parentIndex[index] = above;
      if (above >= 0) {
        childCount[above]++;
        nextSibling[index] = firstChild[above];
        firstChild[above] = index;
      }
    }
    walk(firstRoot, firstChild, nextSibling);
  }

  /// Positions by start, span id and kind. Insertion sort, for most traces arrive nearly in order.
  private int[] order() {
    if (size > 1_000) {
      Integer[] boxed = new Integer[size];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, this::compare);
      return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }
    int[] order = new int[size];
    for (int at = 0; at < size; at++) {
      int hole = at;
      while (hole > 0 && compare(order[hole - 1], at) > 0) {
        order[hole] = order[hole - 1];
        hole--;
      }
      order[hole] = at;
    }
    return order;
  }

  private int compare(int a, int b) {
    int byStart = Long.compare(spans.startNanos(a), spans.startNanos(b));
    if (byStart != 0) {
      return byStart;
    }
    int byId = Long.compareUnsigned(spans.spanId(a), spans.spanId(b));
    return byId != 0 ? byId : spans.kind(a).compareTo(spans.kind(b));
  }

  /// Prepares [#withId]; false when some id stands three times.
  private boolean indexIds() {
    if (size < LINEAR_BELOW) {
      for (int i = 0; i < size; i++) {
        int same = 0;
        for (int j = i + 1; j < size; j++) {
          same += spans.spanId(i) == spans.spanId(j) ? 1 : 0;
        }
        if (same > 1) {
          return false;
        }
      }
      return true;
    }
    for (int index = 0; index < size; index++) {
      int[] pair = byId.computeIfAbsent(spans.spanId(index), _ -> new int[] {-1, -1});
      if (pair[1] >= 0) {
        return false;
      }
      pair[pair[0] < 0 ? 0 : 1] = index;
    }
    return true;
  }

  /// Position of a span with this id after `from`; -1 if there is none.
  private int withId(long id, int from) {
    if (size < LINEAR_BELOW) {
      for (int index = from + 1; index < size; index++) {
        if (spans.spanId(index) == id) {
          return index;
        }
      }
      return -1;
    }
    int[] pair = byId.get(id);
    if (pair == null) {
      return -1;
    }
    return pair[0] > from ? pair[0] : pair[1] > from ? pair[1] : -1;
  }

  private int parentOf(int index) {
    long id = spans.parentSpanId(index);
    int first = withId(id, -1);
    int second = first < 0 ? -1 : withId(id, first);
    if (second < 0) {
      return first == index ? -1 : first;
    }
    SpanKind wanted = spans.kind(index) == SpanKind.SERVER ? SpanKind.CLIENT : SpanKind.SERVER;
    if (first != index && spans.kind(first) == wanted) {
      return first;
    }
    return second != index && spans.kind(second) == wanted ? second : -1;
  }

  private void walk(int firstRoot, int[] firstChild, int[] nextSibling) {
    int counter = 1;
    int[] open = new int[size];
    int depth = 0;
    int index = firstRoot;
    while (index >= 0 || depth > 0) {
      if (index >= 0) {
        left[index] = counter++;
        parent[index] = depth == 0 ? -1 : left[open[depth - 1]];
        open[depth++] = index;
        index = firstChild[index];
      } else {
        int done = open[--depth];
        right[done] = counter++;
        index = nextSibling[done];
      }
    }
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, -1);
    return array;
  }
}
